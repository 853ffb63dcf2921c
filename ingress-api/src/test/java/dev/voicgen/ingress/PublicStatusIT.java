package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.RequestLimits;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.ingress.Client.Answer;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code GET /v1/public/audio/status}, one test for each answer. */
class PublicStatusIT {

    private static RunningIngress ingress;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.shared();
        client = ingress.client();
    }

    @Test
    void public_status_200() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.catalog(site.site().siteId(), "p", 100, "generating", 40, null);

        Answer answer = client.get(path(site, "p") + "&lang=en");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().get("progress_percent").asInt()).isEqualTo(40);
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("599");
    }

    @Test
    void public_status_200_for_any_spelling_of_the_domain() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.catalog(site.site().siteId(), "p", 101, "pending", 0, null);

        Answer answer = client.get("/v1/public/audio/status?domain=WWW."
                + site.domain().value().toUpperCase(Locale.ROOT) + ".:8080&post_id=p");

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void public_status_304() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.catalog(site.site().siteId(), "p", 102, "pending", 0, null);
        String tag = client.get(path(site, "p")).header("ETag");

        assertThat(client.send(client.request(path(site, "p")).header("If-None-Match", tag))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void public_status_402_subscription_inactive() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.with(
                SitesFixture.STARTER, new Subscription(Subscription.Status.INACTIVE, null), Integration.PLUGIN));

        Answer answer = client.get(path(site, "p"));

        assertThat(answer.status()).isEqualTo(402);
        assertThat(answer.message()).isEqualTo("Subscription inactive");
        assertThat(answer.code()).isEqualTo("subscription_inactive");
    }

    @Test
    void public_status_402_site_inactive() throws Exception {
        SiteWithKey site = ingress.sites.add(
                SitesFixture.with(false, SitesFixture.STARTER, SitesFixture.ACTIVE, Integration.PLUGIN, null));

        Answer answer = client.get(path(site, "p"));

        assertThat(answer.status()).isEqualTo(402);
        assertThat(answer.message()).isEqualTo("Subscription inactive");
    }

    @Test
    void public_status_402_trial_expired() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.with(
                SitesFixture.STARTER,
                new Subscription(Subscription.Status.TRIALING, Instant.parse("2020-01-01T00:00:00Z")),
                Integration.PLUGIN));

        Answer answer = client.get(path(site, "p"));

        assertThat(answer.status()).isEqualTo(402);
        assertThat(answer.message()).isEqualTo("Trial expired");
    }

    @Test
    void public_status_403_unregistered_domain() throws Exception {
        Answer answer = client.get("/v1/public/audio/status?domain=nobody.example&post_id=p");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("domain_not_allowed");
    }

    @Test
    void public_status_404() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        assertThat(client.get(path(site, "nobody")).status()).isEqualTo(404);
    }

    @Test
    void public_status_422() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        Answer noDomain = client.get("/v1/public/audio/status?post_id=p");
        Answer badDomain = client.get("/v1/public/audio/status?domain=a%20b&post_id=p");
        Answer noPost = client.get("/v1/public/audio/status?domain=" + site.domain());
        Answer badLanguage = client.get(path(site, "p") + "&lang=xx");

        assertThat(noDomain.message()).isEqualTo("The domain field is required.");
        assertThat(badDomain.status()).isEqualTo(422);
        assertThat(noPost.message()).isEqualTo("The post id field is required.");
        assertThat(badLanguage.message())
                .isEqualTo("The selected lang is invalid. It must be a code of ISO 639-1, such as en.");
    }

    @Test
    void public_status_429_counts_all_hosts_under_a_wildcard_together() throws Exception {
        Plan tight = new Plan("tight", null, true, new RequestLimits(2, 2, 2, 2), VoiceTier.STARTER, null);
        SiteWithKey site = ingress.sites.add(SitesFixture.with(tight, SitesFixture.ACTIVE, Integration.REST));
        String wild = ".wild-" + site.site().siteId() + ".example&post_id=p";
        client.get("/v1/public/audio/status?domain=a" + wild);
        client.get("/v1/public/audio/status?domain=b" + wild);

        Answer answer = client.get("/v1/public/audio/status?domain=c" + wild);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isNotBlank();
    }

    @Test
    void public_status_503_keys_cannot_be_checked() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        Answer answer = ingress.sites.whileAway(() -> client.get(path(site, "p")));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("keys_unavailable");
    }

    private static String path(SiteWithKey site, String post) {
        return "/v1/public/audio/status?domain=" + site.domain() + "&post_id=" + post;
    }
}
