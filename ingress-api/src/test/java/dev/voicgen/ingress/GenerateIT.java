package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.QuotaUsage;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.RequestLimits;
import dev.voicgen.contracts.site.SiteCommand.GenerateRequested;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.ingress.Client.Answer;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code POST /v1/audio/generate}, one test for each answer. */
class GenerateIT {

    private static final String TEXT = "A sentence that is long enough to be spoken, and then some more of it.";
    private static final String BODY = "{\"post_id\":\"post-1\",\"content\":\"" + TEXT + "\"}";
    private static final String PATH = "/v1/audio/generate";

    private static RunningIngress ingress;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.shared();
        client = ingress.client();
    }

    @Test
    void generate_202_queued() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        decide(site, request -> new Verdict.Queued(request.requestId(), 4711, null));

        Answer answer = client.generate(site, BODY);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.message()).isEqualTo("Audio generation queued");
        assertThat(answer.body().get("success").asBoolean()).isTrue();
        JsonNode data = answer.data();
        assertThat(data.get("id").asLong()).isEqualTo(4711);
        assertThat(data.get("post_id").asText()).isEqualTo("post-1");
        assertThat(data.get("status").asText()).isEqualTo("pending");
        assertThat(data.get("progress_percent").isInt()).isTrue();
        assertThat(data.get("progress_percent").asInt()).isZero();
        assertThat(data.get("language").asText()).isEqualTo("en");
        assertThat(answer.header("X-Request-Id")).isNotBlank();
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("600");
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("599");
    }

    @Test
    void generate_202_puts_the_speakable_text_on_the_log() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        decide(site, request -> new Verdict.Queued(request.requestId(), 1, null));

        client.generate(
                site,
                "{\"post_id\":\"p\",\"post_title\":\"T\",\"post_url\":\"https://blog.example/p\",\"voice_id\":2,"
                        + "\"regenerate\":true,\"callback_url\":\"http://127.0.0.1:9/hook\",\"unknown\":[1],"
                        + "\"content\":\"<h2>Heading</h2><p>" + TEXT + "</p><script>no()</script>\"}");

        assertThat(ingress.admission.requestsOf(site.site().siteId()))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.article().text().reveal()).isEqualTo("Heading.\n\n" + TEXT);
                    assertThat(request.article().voiceId()).isEqualTo(2);
                    assertThat(request.article().callbackUrl()).isEqualTo("http://127.0.0.1:9/hook");
                    assertThat(request.article().title()).isEqualTo("T");
                    assertThat(request.article().contentHash()).matches("[0-9a-f]{64}");
                    assertThat(request.keyHash()).isEqualTo(site.key().hash());
                    assertThat(request.regenerate()).isTrue();
                    assertThat(request.admitBy()).isAfter(Instant.now().minusSeconds(10));
                });
    }

    @Test
    void generate_202_queued_again_with_the_same_id_while_pending() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        decide(site, request -> new Verdict.InProgress(request.requestId(), 5, false));

        Answer answer = client.generate(site, BODY);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.message()).isEqualTo("Audio generation queued");
        assertThat(answer.data().get("id").asLong()).isEqualTo(5);
        assertThat(answer.data().get("status").asText()).isEqualTo("pending");
    }

    @Test
    void generate_202_already_in_progress_with_its_true_progress() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        ingress.catalog(site.site().siteId(), "post-1", 6, "generating", 37, null);
        decide(site, request -> new Verdict.InProgress(request.requestId(), 6, true));

        // On a busy machine a read may come later than an answer may wait for it.
        await().untilAsserted(() -> {
            Answer answer = client.generate(site, BODY);
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.message()).isEqualTo("Audio generation already in progress");
            assertThat(answer.data().get("status").asText()).isEqualTo("generating");
            assertThat(answer.data().get("progress_percent").asInt()).isEqualTo(37);
        });
    }

    @Test
    void generate_202_another_text_is_queued_next() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        decide(site, request -> new Verdict.InProgress(request.requestId(), 8, true, true, 11L));

        Answer answer = client.generate(site, BODY);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.message()).isEqualTo("Audio generation already in progress");
        assertThat(answer.data().get("id").asLong()).isEqualTo(8);
        assertThat(answer.data().get("content_changed").asBoolean()).isTrue();
        assertThat(answer.data().get("queued_next").asBoolean()).isTrue();
        assertThat(answer.data().get("next_id").asLong()).isEqualTo(11);
    }

    @Test
    void generate_202_another_text_that_is_not_to_be_made() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        decide(site, request -> new Verdict.InProgress(request.requestId(), 12, false, true, null));

        Answer answer = client.generate(site, BODY);

        assertThat(answer.data().get("content_changed").asBoolean()).isTrue();
        assertThat(answer.data().has("queued_next")).isFalse();
        assertThat(answer.data().has("next_id")).isFalse();
    }

    @Test
    void generate_200_exists() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        decide(site, request -> new Verdict.AlreadyReady(request.requestId(), 7, new ReadyAudio("a.mp3", 142), true));

        Answer answer = client.generate(site, BODY);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.message()).isEqualTo("Audio already exists");
        assertThat(answer.data().get("status").asText()).isEqualTo("ready");
        assertThat(answer.data().get("progress_percent").asInt()).isEqualTo(100);
        assertThat(answer.data().get("audio_url").asText()).isEqualTo("https://audio.example/audio/a.mp3");
        assertThat(answer.data().get("duration_seconds").asInt()).isEqualTo(142);
        assertThat(answer.data().get("content_changed").asBoolean()).isTrue();
    }

    @Test
    void generate_400_malformed_json() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        for (String body : new String[] {
            "",
            "{",
            "{\"post_id\":1,}",
            "{\"a\":1}{",
            BODY + "x",
            "{\"post_id\":\"a\",\"post_id\":\"b\"}",
            "{'a':1}",
            "{\"a\":NaN}",
            "[".repeat(500_000),
            "{\"a\":".repeat(100_000)
        }) {
            Answer answer = client.generate(site, body);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("malformed_json");
        }
    }

    @Test
    void generate_400_not_utf_8() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        body[20] = (byte) 0xC0;

        Answer answer = client.send(client.request(PATH, site)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void generate_401_key_missing() throws Exception {
        Answer answer = client.send(client.request(PATH).POST(HttpRequest.BodyPublishers.ofString(BODY)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("invalid_key");
        assertThat(answer.message()).startsWith("API key missing");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("ApiKey realm=\"voicgen\"");
        assertThat(answer.header("X-Request-Id")).isNotBlank();
    }

    @Test
    void generate_401_key_invalid() throws Exception {
        Answer answer = client.generate(SitesFixture.inGoodStanding(), BODY);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("invalid_key");
        assertThat(answer.message()).isEqualTo("Invalid API key.");
    }

    @Test
    void generate_401_key_malformed_or_twice() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());

        Answer malformed = client.send(client.request(PATH)
                .header("X-API-Key", "vg_live_nonsense")
                .POST(HttpRequest.BodyPublishers.ofString(BODY)));
        Answer twice = client.send(client.request(PATH, site)
                .header("X-API-Key", "vg_live_nonsense")
                .POST(HttpRequest.BodyPublishers.ofString(BODY)));

        assertThat(malformed.status()).isEqualTo(401);
        assertThat(twice.status()).isEqualTo(401);
    }

    @Test
    void generate_401_site_inactive() throws Exception {
        SiteWithKey site =
                known(SitesFixture.with(false, SitesFixture.ENTERPRISE, SitesFixture.ACTIVE, Integration.REST, null));

        Answer answer = client.generate(site, BODY);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("site_inactive");
    }

    @Test
    void generate_401_subscription_inactive() throws Exception {
        SiteWithKey site = known(SitesFixture.with(
                SitesFixture.ENTERPRISE, new Subscription(Subscription.Status.INACTIVE, null), Integration.REST));

        Answer answer = client.generate(site, BODY);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("subscription_inactive");
    }

    @Test
    void generate_401_trial_expired() throws Exception {
        SiteWithKey site = known(SitesFixture.with(
                SitesFixture.ENTERPRISE,
                new Subscription(Subscription.Status.TRIALING, Instant.parse("2020-01-01T00:00:00Z")),
                Integration.REST));

        Answer answer = client.generate(site, BODY);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("trial_expired");
    }

    @Test
    void generate_401_key_dead_on_the_log() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        decide(site, request -> new Verdict.Refused(request.requestId(), RefusalReason.INVALID_KEY, null));

        Answer answer = client.generate(site, BODY);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("invalid_key");
    }

    @Test
    void generate_403_plan_without_rest() throws Exception {
        SiteWithKey site = known(SitesFixture.with(SitesFixture.STARTER, SitesFixture.ACTIVE, Integration.REST));

        Answer answer = client.generate(site, BODY);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("plan_restriction");
    }

    @Test
    void generate_403_voice_above_the_plan() throws Exception {
        SiteWithKey site = known(SitesFixture.with(SitesFixture.STARTER, SitesFixture.ACTIVE, Integration.PLUGIN));

        Answer answer = client.generate(site, "{\"post_id\":\"p\",\"voice_id\":3,\"content\":\"" + TEXT + "\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("plan_restriction");
    }

    @Test
    void generate_403_quota_exceeded() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        QuotaUsage usage = new QuotaUsage(50, 48, 2, Instant.parse("2026-02-01T00:00:00Z"));
        decide(site, request -> new Verdict.Refused(request.requestId(), RefusalReason.QUOTA_EXCEEDED, usage));

        Answer answer = client.generate(site, BODY);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("quota_exceeded");
        assertThat(answer.data().toString())
                .isEqualTo("{\"limit\":50,\"used\":48,\"reserved\":2,\"resets_at\":\"2026-02-01T00:00:00.000Z\"}");
    }

    @Test
    void generate_405_put() throws Exception {
        Answer answer = client.send(client.request(PATH).PUT(HttpRequest.BodyPublishers.ofString(BODY)));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.code()).isEqualTo("method_not_allowed");
        assertThat(answer.header("Allow").split(", ")).containsExactly("POST");
    }

    @Test
    void generate_413_announced() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());

        Answer answer = client.generate(site, " ".repeat(1024 * 1024 + 1));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("body_too_large");
    }

    @Test
    void generate_413_chunked() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        byte[] megabyte = new byte[1024 * 1024];

        Answer answer = client.send(client.request(PATH, site)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(megabyte, new byte[1]))));

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void generate_415() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        for (String type : new String[] {
            "text/plain",
            "application/json; charset=iso-8859-1",
            "application/json; charset=x",
            "application/jsonp",
            "multipart/form-data"
        }) {
            Answer answer = client.send(client.request(PATH, site)
                    .header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofString(BODY)));

            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.code()).isEqualTo("unsupported_media_type");
        }
    }

    @Test
    void generate_422_names_every_bad_field() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());

        Answer answer = client.generate(
                site, "{\"content\":\"<p></p><div></div>\",\"language\":\"xx\",\"regenerate\":\"yes\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("validation_failed");
        assertThat(answer.message()).isEqualTo("The post id field is required. (and 3 more errors)");
        assertThat(answer.body().at("/errors/content/0").asText())
                .isEqualTo("The content field must be at least 50 characters. It has 0 speakable of 18 characters;"
                        + " tables and scripts are not spoken.");
        assertThat(answer.body().at("/errors/language/0").asText())
                .isEqualTo("The selected language is invalid. It must be one of: en.");
        assertThat(answer.body().at("/errors/regenerate/0").asText())
                .isEqualTo("The regenerate field must be true or false.");
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("600");
    }

    @Test
    void generate_422_not_an_object() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());

        assertThat(client.generate(site, "[]").status()).isEqualTo(422);
        assertThat(client.generate(site, "null").status()).isEqualTo(422);
        assertThat(client.generate(site, "1e400").status()).isEqualTo(422);
    }

    @Test
    void generate_429() throws Exception {
        Plan tight = new Plan("tight", null, true, new RequestLimits(2, 2, 2, 2), VoiceTier.ENTERPRISE, null);
        SiteWithKey site = known(SitesFixture.with(tight, SitesFixture.ACTIVE, Integration.REST));
        client.generate(site, "{}");
        client.generate(site, "{}");

        Answer answer = client.generate(site, BODY);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("rate_limited");
        assertThat(answer.message()).isEqualTo("Too Many Attempts.");
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("2");
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
        assertThat(Long.parseLong(answer.header("X-RateLimit-Reset")))
                .isBetween(Instant.now().getEpochSecond(), Instant.now().getEpochSecond() + 61);
    }

    @Test
    void generate_503_nobody_decides() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        ingress.admission.script(site.site().siteId(), request -> Optional.empty());

        Answer answer = client.generate(site, BODY);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("admission_unavailable");
        assertThat(answer.header("Retry-After")).isNotBlank();
    }

    @Test
    void generate_503_too_late() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());
        decide(site, request -> new Verdict.Refused(request.requestId(), RefusalReason.TOO_LATE, null));

        Answer answer = client.generate(site, BODY);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("admission_unavailable");
    }

    @Test
    void generate_503_keys_cannot_be_checked() throws Exception {
        SiteWithKey site = known(SitesFixture.inGoodStanding());

        Answer answer = ingress.sites.whileAway(() -> client.generate(site, BODY));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("keys_unavailable");
        assertThat(answer.header("Retry-After")).isNotBlank();
    }

    private static SiteWithKey known(SiteWithKey site) {
        return ingress.sites.add(site);
    }

    private static void decide(SiteWithKey site, Function<GenerateRequested, Verdict> decision) {
        ingress.admission.script(site.site().siteId(), decision.andThen(Optional::of));
    }
}
