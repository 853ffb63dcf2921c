package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.ingress.Client.Answer;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code GET /v1/public/voices}, one test for each answer. */
class PublicVoicesIT {

    private static RunningIngress ingress;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.shared();
        client = ingress.client();
    }

    @Test
    void public_voices_200_only_what_the_plan_may_use() throws Exception {
        SiteWithKey site =
                ingress.sites.add(SitesFixture.with(SitesFixture.STARTER, SitesFixture.ACTIVE, Integration.PLUGIN));

        Answer answer = client.get(path(site));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().toString())
                .isEqualTo("{\"voices\":[{\"id\":1,\"name\":\"Kevin\",\"type\":\"synthetic\",\"language\":\"en\","
                        + "\"gender\":\"male\",\"plan_required\":\"starter\"}],\"default_voice_id\":1,"
                        + "\"allow_switch\":true}");
    }

    @Test
    void public_voices_200_the_sites_own_default() throws Exception {
        SiteWithKey site = ingress.sites.add(
                SitesFixture.with(true, SitesFixture.ENTERPRISE, SitesFixture.ACTIVE, Integration.REST, 3L));
        SiteWithKey tooGood = ingress.sites.add(
                SitesFixture.with(true, SitesFixture.STARTER, SitesFixture.ACTIVE, Integration.PLUGIN, 3L));

        Answer answer = client.get(path(site));

        assertThat(answer.data().get("voices")).hasSize(3);
        assertThat(answer.data().get("default_voice_id").asInt()).isEqualTo(3);
        assertThat(client.get(path(tooGood)).data().get("default_voice_id").asInt())
                .isEqualTo(1);
    }

    @Test
    void public_voices_200_no_switch_where_the_site_says_so() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.database.useHandle(handle -> {
            handle.execute(
                    "insert into account (id, name) overriding system value values (?, 'x')",
                    site.site().siteId());
            handle.execute(
                    "insert into site (id, account_id, name, webhook_secret, settings) overriding system value"
                            + " values (?, ?, 'x', 'x', '{\"allow_voice_switch\": false}')",
                    site.site().siteId(),
                    site.site().siteId());
        });

        assertThat(client.get(path(site)).data().get("allow_switch").asBoolean())
                .isFalse();
    }

    @Test
    void public_voices_402() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.with(
                SitesFixture.STARTER, new Subscription(Subscription.Status.INACTIVE, null), Integration.PLUGIN));

        assertThat(client.get(path(site)).status()).isEqualTo(402);
    }

    @Test
    void public_voices_403() throws Exception {
        assertThat(client.get("/v1/public/voices?domain=nobody.example").code()).isEqualTo("domain_not_allowed");
    }

    @Test
    void public_voices_405() throws Exception {
        Answer answer = client.send(client.request("/v1/public/voices").PUT(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(405);
    }

    @Test
    void public_voices_422() throws Exception {
        assertThat(client.get("/v1/public/voices").message()).isEqualTo("The domain field is required.");
        assertThat(client.get("/v1/public/voices?domain=http://a.example/").status())
                .isEqualTo(422);
    }

    @Test
    void public_voices_429() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.tight());
        client.get(path(site));
        client.get(path(site));

        assertThat(client.get(path(site)))
                .extracting(Answer::status, Answer::code)
                .containsExactly(429, "rate_limited");
    }

    @Test
    void public_voices_503_keys_cannot_be_checked() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        Answer answer = ingress.sites.whileAway(() -> client.get(path(site)));

        assertThat(answer.code()).isEqualTo("keys_unavailable");
    }

    private static String path(SiteWithKey site) {
        return "/v1/public/voices?domain=" + site.domain();
    }
}
