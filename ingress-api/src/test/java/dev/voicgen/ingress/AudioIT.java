package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteCommand.DeleteRequested;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.ingress.Client.Answer;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code GET} and {@code DELETE /v1/audio/{post_id}}, one test for each answer. */
class AudioIT {

    private static final String FILE = "0123456789abcdef0123456789abcdef01234567.mp3";
    private static final String SEGMENTS =
            "[{\"index\": 0, \"end_ms\": 1200, \"start_ms\": 0, \"text_end\": 40, \"text_start\": 0}]";

    private static final Instant REQUESTED = Instant.parse("2026-11-29T07:00:00.123Z");
    private static RunningIngress ingress;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.shared();
        client = ingress.client();
    }

    @Test
    void audio_200_whole() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        long siteId = site.site().siteId();
        ingress.catalog(siteId, "p", 2_001, "ready", 100, FILE);
        ingress.details(siteId, "p", "A title", SEGMENTS);
        ingress.event(siteId, "p", 2_001, "queued", "{}");
        ingress.event(siteId, "p", 2_001, "generating", "{\"attempt\": 1}");
        ingress.event(siteId, "p", 2_001, "ready", "{}");

        Answer answer = client.get("/v1/audio/p?language=en", site);

        assertThat(answer.status()).isEqualTo(200);
        JsonNode data = answer.data();
        assertThat(data.get("id").asLong()).isEqualTo(2_001);
        assertThat(data.get("title").asText()).isEqualTo("A title");
        assertThat(data.get("url").asText()).isEqualTo("https://blog.example/p");
        assertThat(data.get("status").asText()).isEqualTo("ready");
        assertThat(data.get("audio_url").asText()).isEqualTo("https://audio.example/audio/" + FILE);
        assertThat(data.get("duration_seconds").asInt()).isEqualTo(142);
        assertThat(data.get("voice").get("name").asText()).isEqualTo("Kevin");
        assertThat(data.get("voice").get("plan_required").asText()).isEqualTo("starter");
        assertThat(data.get("segments").get(0).get("end_ms").asInt()).isEqualTo(1_200);
        assertThat(data.get("timeline").findValuesAsText("type")).containsExactly("queued", "generating", "ready");
        assertThat(data.at("/timeline/1/detail/attempt").asInt()).isEqualTo(1);
        assertThat(data.at("/timeline/0/at").asText()).endsWith("Z");
    }

    @Test
    void audio_200_whole_right_after_202() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.admission.script(
                site.site().siteId(),
                request -> Optional.of(new Verdict.Queued(request.requestId(), 2_101, REQUESTED)));
        client.generate(
                site,
                "{\"post_id\":\"new\",\"post_title\":\"News\",\"content\":\"" + "Words to be spoken. ".repeat(5)
                        + "\"}");

        Answer answer = client.get("/v1/audio/new", site);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().get("status").asText()).isEqualTo("pending");
        assertThat(answer.data().get("title").asText()).isEqualTo("News");
        assertThat(answer.data().get("voice_id").asLong()).isEqualTo(1);
        assertThat(answer.data().get("content_hash").asText()).matches("[0-9a-f]{64}");
        assertThat(answer.data().get("requested_at").asText()).isEqualTo(REQUESTED.toString());
        assertThat(answer.data().at("/timeline/0/type").asText()).isEqualTo("queued");
        assertThat(answer.data().at("/timeline/0/job_id").asLong()).isEqualTo(2_101);
        assertThat(answer.data().at("/timeline/0/at").asText()).isEqualTo(REQUESTED.toString());
    }

    @Test
    void audio_304() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.catalog(site.site().siteId(), "p", 2_201, "pending", 0, null);
        String tag = client.get("/v1/audio/p", site).header("ETag");

        assertThat(client.send(client.request("/v1/audio/p", site).header("If-None-Match", tag))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void audio_401() throws Exception {
        assertThat(client.get("/v1/audio/p").status()).isEqualTo(401);
    }

    @Test
    void audio_403_plan_without_rest() throws Exception {
        SiteWithKey site =
                ingress.sites.add(SitesFixture.with(SitesFixture.STARTER, SitesFixture.ACTIVE, Integration.REST));

        assertThat(client.get("/v1/audio/p", site).status()).isEqualTo(403);
    }

    @Test
    void audio_404() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.catalog(
                ingress.sites.add(SitesFixture.inGoodStanding()).site().siteId(), "theirs", 2_301, "pending", 0, null);

        assertThat(client.get("/v1/audio/nobody", site).code()).isEqualTo("not_found");
        assertThat(client.get("/v1/audio/theirs", site).status()).isEqualTo(404);
    }

    @Test
    void audio_405_put() throws Exception {
        Answer answer = client.send(client.request("/v1/audio/p").PUT(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow").split(", ")).containsExactlyInAnyOrder("GET", "HEAD", "DELETE");
    }

    @Test
    void audio_422() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        assertThat(client.get("/v1/audio/p?language=xx", site)
                        .body()
                        .get("errors")
                        .has("language"))
                .isTrue();
        assertThat(client.get("/v1/audio/" + "x".repeat(192), site)
                        .body()
                        .get("errors")
                        .has("post_id"))
                .isTrue();
    }

    @Test
    void audio_429() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.tight());
        client.get("/v1/audio/p", site);
        client.get("/v1/audio/p", site);

        assertThat(client.get("/v1/audio/p", site))
                .extracting(Answer::status, Answer::code)
                .containsExactly(429, "rate_limited");
    }

    @Test
    void audio_503_keys_cannot_be_checked() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        Answer answer = ingress.sites.whileAway(() -> client.get("/v1/audio/p", site));

        assertThat(answer.code()).isEqualTo("keys_unavailable");
    }

    @Test
    void delete_200_and_gone_at_once() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.catalog(site.site().siteId(), "p", 2_401, "ready", 100, FILE);
        decide(site, asked -> new Verdict.Deleted(asked.requestId(), 2_401));

        Answer answer = delete(site, "p");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.message()).isEqualTo("Audio deleted");
        assertThat(answer.data().toString()).isEqualTo("{\"id\":2401,\"post_id\":\"p\",\"language\":\"en\"}");
        assertThat(client.get("/v1/audio/p/status", site).status()).isEqualTo(404);
        assertThat(client.get("/v1/audio/p", site).status()).isEqualTo(404);
        assertThat(client.get("/v1/public/audio?domain=" + site.domain() + "&post_id=p")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void delete_200_and_made_anew_is_there_again() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.catalog(site.site().siteId(), "p", 2_501, "ready", 100, FILE);
        decide(site, asked -> new Verdict.Deleted(asked.requestId(), 2_501));
        delete(site, "p");

        ingress.catalog(site.site().siteId(), "p", 2_502, "pending", 0, null);

        assertThat(client.get("/v1/audio/p/status", site).data().get("id").asLong())
                .isEqualTo(2_502);
    }

    /** Submitted here, deleted at another instance: what this one remembers of the job is no longer true. */
    @Test
    void status_404_of_a_remembered_job_that_was_deleted_elsewhere() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.admission.script(
                site.site().siteId(), request -> Optional.of(new Verdict.Queued(request.requestId(), 2_601, null)));
        client.generate(site, "{\"post_id\":\"p\",\"content\":\"" + "Words to be spoken. ".repeat(5) + "\"}");
        assertThat(client.get("/v1/audio/p/status", site).status()).isEqualTo(200);

        ingress.database.useHandle(handle -> handle.execute(
                "insert into deleted_audio values (?, 'en', 'p', 2601, now())",
                site.site().siteId()));

        assertThat(client.get("/v1/audio/p/status", site).status()).isEqualTo(404);
    }

    @Test
    void delete_401_key_dead_on_the_log() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        decide(site, asked -> refused(asked, RefusalReason.INVALID_KEY));

        assertThat(delete(site, "p").code()).isEqualTo("invalid_key");
    }

    @Test
    void delete_403_plan_without_rest() throws Exception {
        SiteWithKey site =
                ingress.sites.add(SitesFixture.with(SitesFixture.STARTER, SitesFixture.ACTIVE, Integration.REST));

        assertThat(delete(site, "p").code()).isEqualTo("plan_restriction");
    }

    @Test
    void delete_404() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        decide(site, asked -> refused(asked, RefusalReason.NOT_FOUND));

        Answer answer = delete(site, "p");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not_found");
    }

    @Test
    void delete_409_while_it_is_made() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        decide(site, asked -> refused(asked, RefusalReason.IN_PROGRESS));

        Answer answer = delete(site, "p");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("in_progress");
    }

    @Test
    void delete_422() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        assertThat(delete(site, "p?language=xx").status()).isEqualTo(422);
    }

    @Test
    void delete_429() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.tight());
        client.get("/v1/audio/p", site);
        client.get("/v1/audio/p", site);

        assertThat(delete(site, "p")).extracting(Answer::status, Answer::code).containsExactly(429, "rate_limited");
    }

    @Test
    void delete_503_nobody_decides() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        Answer answer = delete(site, "p");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("admission_unavailable");
        assertThat(answer.header("Retry-After")).isNotBlank();
    }

    private static Answer delete(SiteWithKey site, String post) throws Exception {
        return client.send(client.request("/v1/audio/" + post, site).DELETE());
    }

    private static void decide(SiteWithKey site, Function<DeleteRequested, Verdict> decision) {
        ingress.admission.scriptQuestions(
                site.site().siteId(), asked -> Optional.of(decision.apply((DeleteRequested) asked)));
    }

    private static Verdict refused(DeleteRequested asked, RefusalReason reason) {
        return new Verdict.Refused(asked.requestId(), reason, null);
    }
}
