package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.ingress.Client.Answer;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import java.net.http.HttpRequest;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code GET /v1/audio/{post_id}/status}, one test for each answer. */
class StatusIT {

    private static final String FILE = "0123456789abcdef0123456789abcdef01234567.mp3";
    private static RunningIngress ingress;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.shared();
        client = ingress.client();
    }

    @Test
    void status_200_ready() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.catalog(site.site().siteId(), "p 1%", 9, "ready", 100, FILE);

        Answer answer = client.get("/v1/audio/p%201%25/status?language=en", site);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.message()).isEqualTo("OK");
        assertThat(answer.data().toString())
                .isEqualTo("{\"id\":9,\"post_id\":\"p 1%\",\"language\":\"en\",\"status\":\"ready\","
                        + "\"progress_percent\":100,\"audio_url\":\"https://audio.example/audio/" + FILE
                        + "\",\"duration_seconds\":142}");
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("599");
        assertThat(answer.header("ETag")).isNotBlank();
    }

    @Test
    void status_200_generating() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.catalog(site.site().siteId(), "p", 10, "generating", 40, null);

        Answer answer = client.get("/v1/audio/p/status", site);

        assertThat(answer.data().get("status").asText()).isEqualTo("generating");
        assertThat(answer.data().get("progress_percent").asInt()).isEqualTo(40);
        assertThat(answer.data().get("audio_url").isNull()).isTrue();
        assertThat(answer.data().get("duration_seconds").isNull()).isTrue();
    }

    @Test
    void status_200_failed_says_why() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.catalog(site.site().siteId(), "p", 11, "failed", 40, null);

        Answer answer = client.get("/v1/audio/p/status", site);

        assertThat(answer.data().get("failure").toString())
                .isEqualTo("{\"code\":\"engine_failed\",\"reason\":\"The engine gave up.\"}");
    }

    @Test
    void status_200_pending_right_after_202_and_never_the_end_of_an_older_job() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.admission.script(
                site.site().siteId(), request -> Optional.of(new Verdict.Queued(request.requestId(), 20, null)));
        ingress.catalog(site.site().siteId(), "old", 19, "failed", 0, null);
        submit(site, "new");
        submit(site, "old");

        Answer fresh = client.get("/v1/audio/new/status", site);
        Answer again = client.get("/v1/audio/old/status", site);

        assertThat(fresh.data().get("status").asText()).isEqualTo("pending");
        assertThat(again.data().get("status").asText()).isEqualTo("pending");
        assertThat(again.data().get("id").asLong()).isEqualTo(20);
    }

    @Test
    void status_200_what_the_catalog_says_of_the_job_once_it_knows_it() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.admission.script(
                site.site().siteId(), request -> Optional.of(new Verdict.Queued(request.requestId(), 21, null)));
        submit(site, "p");
        ingress.catalog(site.site().siteId(), "p", 21, "ready", 100, FILE);

        Answer answer = client.get("/v1/audio/p/status", site);

        assertThat(answer.data().get("status").asText()).isEqualTo("ready");
    }

    @Test
    void status_304_while_nothing_changes() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.catalog(site.site().siteId(), "p", 30, "generating", 40, null);
        String tag = client.get("/v1/audio/p/status", site).header("ETag");

        Answer same = client.send(client.request("/v1/audio/p/status", site).header("If-None-Match", "\"x\", " + tag));
        ingress.catalog(site.site().siteId(), "p", 30, "generating", 60, null);
        Answer changed = client.send(client.request("/v1/audio/p/status", site).header("If-None-Match", tag));

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("Content-Type")).isEqualTo("application/json");
        assertThat(same.body()).isNull();
        assertThat(same.header("ETag")).isEqualTo(tag);
        assertThat(same.header("X-RateLimit-Limit")).isEqualTo("600");
        assertThat(changed.status()).isEqualTo(200);
    }

    @Test
    void status_200_head_as_get() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.catalog(site.site().siteId(), "p", 31, "pending", 0, null);

        Answer let = client.send(
                client.request("/v1/audio/p/status", site).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        Answer refused =
                client.send(client.request("/v1/audio/p/status").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(let.status()).isEqualTo(200);
        assertThat(let.header("ETag")).isNotBlank();
        assertThat(refused.status()).isEqualTo(401);
    }

    @Test
    void status_401() throws Exception {
        assertThat(client.get("/v1/audio/p/status").code()).isEqualTo("invalid_key");
        assertThat(client.get("/v1/audio/p/status", SitesFixture.inGoodStanding())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void status_404_unknown_post() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        Answer answer = client.get("/v1/audio/nobody/status", site);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not_found");
    }

    @Test
    void status_404_another_sites_post() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.catalog(
                ingress.sites.add(SitesFixture.inGoodStanding()).site().siteId(), "theirs", 40, "pending", 0, null);

        assertThat(client.get("/v1/audio/theirs/status", site).status()).isEqualTo(404);
    }

    @Test
    void status_405_post() throws Exception {
        Answer answer = client.send(client.request("/v1/audio/p/status").POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("GET");
    }

    @Test
    void status_422_language_and_post_id() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        Answer language = client.get("/v1/audio/p/status?language=english", site);
        Answer post = client.get("/v1/audio/" + "x".repeat(192) + "/status", site);
        Answer nul = client.get("/v1/audio/a%01b/status", site);

        assertThat(language.status()).isEqualTo(422);
        assertThat(language.message())
                .isEqualTo("The selected language is invalid. It must be a code of ISO 639-1, such as en.");
        assertThat(post.status()).isEqualTo(422);
        assertThat(nul.status()).isIn(400, 422);
    }

    @Test
    void status_200_for_one_post_however_its_id_and_language_are_written() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.catalog(site.site().siteId(), "c34", 41, "pending", 0, null);

        for (String path : new String[] {
            "/v1/audio/c34/status?language=", "/v1/audio/c34%20/status?language=EN", "/v1/audio/%C2%A0c34/status"
        }) {
            Answer answer = client.get(path, site);

            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.data().get("id").asLong()).isEqualTo(41);
        }
    }

    @Test
    void status_403_plan_without_rest() throws Exception {
        SiteWithKey site =
                ingress.sites.add(SitesFixture.with(SitesFixture.STARTER, SitesFixture.ACTIVE, Integration.REST));

        assertThat(client.get("/v1/audio/p/status", site).code()).isEqualTo("plan_restriction");
    }

    @Test
    void status_429() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.tight());
        client.get("/v1/audio/p/status", site);
        client.get("/v1/audio/p/status", site);

        assertThat(client.get("/v1/audio/p/status", site))
                .extracting(Answer::status, Answer::code)
                .containsExactly(429, "rate_limited");
    }

    @Test
    void status_503_keys_cannot_be_checked() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        Answer answer = ingress.sites.whileAway(() -> client.get("/v1/audio/p/status", site));

        assertThat(answer.code()).isEqualTo("keys_unavailable");
    }

    private static void submit(SiteWithKey site, String post) throws Exception {
        String content = "A sentence that is long enough to be spoken, and then some more of it.";
        Answer answer = client.generate(site, "{\"post_id\":\"" + post + "\",\"content\":\"" + content + "\"}");
        assertThat(answer.status()).isEqualTo(202);
    }
}
