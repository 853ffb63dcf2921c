package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.ingress.Client.Answer;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import java.net.http.HttpRequest;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code GET /v1/public/audio}, one test for each answer. */
class PublicAudioIT {

    private static final String FILE = "0123456789abcdef0123456789abcdef01234567.mp3";
    private static final String SEGMENTS =
            "[{\"index\": 0, \"end_ms\": 1200, \"start_ms\": 0, \"text_end\": 40, \"text_start\": 0}]";

    private static RunningIngress ingress;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.shared();
        client = ingress.client();
    }

    @Test
    void public_audio_200_ready() throws Exception {
        SiteWithKey site = ready();

        Answer answer = client.get(path(site) + "&lang=en");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode data = answer.data();
        assertThat(data.get("post_id").asText()).isEqualTo("p");
        assertThat(data.get("title").asText()).isEqualTo("A title");
        assertThat(data.get("status").asText()).isEqualTo("ready");
        assertThat(data.get("audio_url").asText()).isEqualTo("https://audio.example/audio/" + FILE);
        assertThat(data.get("duration_seconds").asInt()).isEqualTo(142);
        assertThat(data.get("voice").get("id").asInt()).isEqualTo(1);
        assertThat(data.get("segments").get(0).get("text_end").asInt()).isEqualTo(40);
        assertThat(data.has("failure")).isFalse();
    }

    @Test
    void public_audio_200_plays_on_while_it_is_made_anew() throws Exception {
        SiteWithKey site = ready();
        ingress.admission.script(
                site.site().siteId(),
                request -> Optional.of(new Verdict.Queued(request.requestId(), Long.MAX_VALUE, null)));
        client.generate(
                site,
                "{\"post_id\":\"p\",\"regenerate\":true,\"content\":\"" + "Words to be spoken. ".repeat(5) + "\"}");

        Answer answer = client.get(path(site));

        assertThat(answer.data().get("status").asText()).isEqualTo("pending");
        assertThat(answer.data().get("audio_url").asText()).endsWith(FILE);
        assertThat(answer.data().get("segments")).hasSize(1);
    }

    @Test
    void public_audio_200_pending() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.catalog(site.site().siteId(), "p", 3_100, "pending", 0, null);

        Answer answer = client.get(path(site));

        assertThat(answer.data().get("audio_url").isNull()).isTrue();
        assertThat(answer.data().get("segments")).isEmpty();
        assertThat(answer.data().get("voice").get("name").asText()).isEqualTo("Kevin");
    }

    @Test
    void public_audio_304() throws Exception {
        SiteWithKey site = ready();
        String tag = client.get(path(site)).header("ETag");

        Answer answer = client.send(client.request(path(site)).header("If-None-Match", tag));

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("Vary")).isEqualTo("Origin");
    }

    @Test
    void public_audio_402() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.with(
                SitesFixture.STARTER, new Subscription(Subscription.Status.INACTIVE, null), Integration.PLUGIN));

        assertThat(client.get(path(site)).message()).isEqualTo("Subscription inactive");
    }

    @Test
    void public_audio_403() throws Exception {
        assertThat(client.get("/v1/public/audio?domain=nobody.example&post_id=p")
                        .code())
                .isEqualTo("domain_not_allowed");
    }

    @Test
    void public_audio_404() throws Exception {
        assertThat(client.get(path(ingress.sites.add(SitesFixture.inGoodStanding())))
                        .code())
                .isEqualTo("not_found");
    }

    @Test
    void public_audio_405() throws Exception {
        Answer answer = client.send(client.request("/v1/public/audio").POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow").split(", ")).containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS");
    }

    @Test
    void public_audio_422() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        assertThat(client.get("/v1/public/audio?post_id=p").status()).isEqualTo(422);
        assertThat(client.get("/v1/public/audio?domain=" + site.domain()).status())
                .isEqualTo(422);
        assertThat(client.get(path(site) + "&lang=xx").message())
                .isEqualTo("The selected lang is invalid. It must be a code of ISO 639-1, such as en.");
    }

    @Test
    void public_audio_429() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.tight());
        client.get(path(site));
        client.get(path(site));

        assertThat(client.get(path(site)))
                .extracting(Answer::status, Answer::code)
                .containsExactly(429, "rate_limited");
    }

    @Test
    void public_audio_503_keys_cannot_be_checked() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        Answer answer = ingress.sites.whileAway(() -> client.get(path(site)));

        assertThat(answer.code()).isEqualTo("keys_unavailable");
    }

    private static SiteWithKey ready() {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        long siteId = site.site().siteId();
        ingress.catalog(siteId, "p", siteId, "ready", 100, FILE);
        ingress.details(siteId, "p", "A title", SEGMENTS);
        return site;
    }

    private static String path(SiteWithKey site) {
        return "/v1/public/audio?domain=" + site.domain() + "&post_id=p";
    }
}
