package dev.voicgen.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.contracts.value.WebhookSecret;
import dev.voicgen.testkit.TestInfrastructure;
import dev.voicgen.testkit.http.Answer;
import dev.voicgen.testkit.http.HttpReceiver;
import dev.voicgen.testkit.http.ReceivedRequest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksIT {

    private static WebhookFixture fixture;

    private HttpReceiver receiver;
    private DeliveryLoop webhooks;

    @BeforeAll
    static void open() {
        fixture = new WebhookFixture(TestInfrastructure.shared().newDatabase());
    }

    @AfterAll
    static void closeAll() {
        fixture.close();
    }

    @BeforeEach
    void start() {
        receiver = HttpReceiver.start();
        webhooks = fixture.start(WebhookFixture.attempts(3));
    }

    @AfterEach
    void stop() {
        webhooks.close();
        receiver.close();
        fixture.metrics.clear();
    }

    @Test
    void aReceiverIsToldThatItsAudioIsReady() throws Exception {
        String id = fixture.add(receiver.url("/hook?token=1").toString(), fixture.ready(7));

        webhooks.wake();

        awaitStatus(id, "delivered");
        ReceivedRequest request = receiver.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).hasToString("/hook?token=1");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("User-Agent")).isEqualTo("Voicgen-Webhooks/1.0");
        assertThat(request.header("webhook-id")).isEqualTo(id).matches("msg_[0-9A-Za-z]{22}");
        new Webhook(fixture.secret.reveal()).verify(request.text(), request.headers());
        assertThat(json(request)).isEqualTo(json("""
                        {"type": "audio.ready", "timestamp": "2026-03-01T12:00:00.000Z", "data": {
                           "id": 7, "site_id": %d, "post_id": "post-1", "language": "en", "status": "ready",
                           "progress_percent": 100, "audio_url": "https://audio.example/a1b2.mp3",
                           "duration_seconds": 142}}""".formatted(fixture.post().siteId())));
        assertThat(fixture.attempts(id)).singleElement().satisfies(attempt -> {
            assertThat(attempt.statusCode()).isEqualTo(204);
            assertThat(attempt.error()).isNull();
        });
    }

    @Test
    void aReceiverIsToldThatItsAudioFailedAndWhy() throws Exception {
        WebhookMessage.JobEnded message = WebhookMessage.JobEnded.failed(
                8, fixture.post(), Instant.parse("2026-03-01T12:00:00Z"), 40, "no_voice", "No voice speaks it.");
        String id = fixture.add(receiver.url("/").toString(), message);

        webhooks.wake();

        awaitStatus(id, "delivered");
        assertThat(json(receiver.requests().get(0)))
                .isEqualTo(json("""
                        {"type": "audio.failed", "timestamp": "2026-03-01T12:00:00.000Z", "data": {
                           "id": 8, "site_id": %d, "post_id": "post-1", "language": "en", "status": "failed",
                           "progress_percent": 40, "audio_url": null, "duration_seconds": null,
                           "failure_code": "no_voice", "failure_reason": "No voice speaks it."}}""".formatted(fixture.post().siteId())));
    }

    @Test
    void aFactIsToldOnceHoweverOftenItIsNoted() {
        String url = receiver.url("/").toString();

        String first = fixture.add(url, fixture.ready(9));
        String second = fixture.add(url, fixture.ready(9));

        assertThat(second).isEqualTo(first);
        awaitStatus(first, "delivered");
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void whatARolledBackTransactionNotedIsNotTold() {
        fixture.jdbi().useHandle(handle -> {
            handle.begin();
            handle.attach(DeliveryTable.class).add(receiver.url("/never").toString(), fixture.ready(10), Duration.ZERO);
            handle.rollback();
        });

        String later = fixture.add(receiver.url("/later"));

        awaitStatus(later, "delivered");
        assertThat(receiver.requests())
                .extracting(request -> request.uri().getPath())
                .containsExactly("/later");
    }

    @Test
    void aFailedAttemptIsMadeAgainWithTheSameIdAndBody() throws Exception {
        receiver.script(Answer.status(500), Answer.status(404));

        String id = fixture.add(receiver.url("/"));

        awaitStatus(id, "delivered");
        assertThat(receiver.requests()).hasSize(3).allSatisfy(request -> {
            assertThat(request.header("webhook-id")).isEqualTo(id);
            assertThat(request.text()).isEqualTo(fixture.delivery(id).body());
            new Webhook(fixture.secret.reveal()).verify(request.text(), request.headers());
        });
        assertThat(fixture.attempts(id))
                .extracting(
                        WebhookFixture.AttemptRow::attempt,
                        WebhookFixture.AttemptRow::statusCode,
                        WebhookFixture.AttemptRow::error)
                .containsExactly(
                        tuple(1, 500, "answered with 500"), tuple(2, 404, "answered with 404"), tuple(3, 204, null));
    }

    @Test
    void aDeliveryFailsAfterItsLastAttempt() {
        receiver.usually(Answer.status(500));

        String id = fixture.add(receiver.url("/"));

        awaitStatus(id, "failed");
        assertThat(receiver.requests()).hasSize(3);
        assertThat(fixture.delivery(id).completedAt()).isNotNull();
        assertThat(fixture.metrics
                        .timer("voicgen.webhook.attempt", "outcome", "failed")
                        .count())
                .isPositive();
    }

    @Test
    void noAttemptComesBeforeTheReceiverAsksForIt() {
        receiver.script(Answer.status(503, "Retry-After", "3"));

        String id = fixture.add(receiver.url("/"));

        awaitStatus(id, "delivered");
        Instant first = receiver.requests().get(0).at();
        Instant second = receiver.requests().get(1).at();
        assertThat(Duration.between(first, second)).isGreaterThanOrEqualTo(Duration.ofMillis(2900));
    }

    @Test
    void eachRequestIsAnAttemptOfOursAlsoWhereTheReceiverWantsItRepeatedAtOnce() {
        receiver.script(Answer.status(503, "Retry-After", "0"), Answer.status(408));

        String id = fixture.add(receiver.url("/"));

        awaitStatus(id, "delivered");
        assertThat(fixture.attempts(id))
                .extracting(WebhookFixture.AttemptRow::statusCode)
                .containsExactly(503, 408, 204);
        assertThat(receiver.requests()).hasSize(3);
    }

    @Test
    void aRedirectIsAFailureAndNotFollowed() {
        String elsewhere = receiver.url("/elsewhere").toString();
        receiver.script(
                Answer.status(301, "Location", elsewhere),
                Answer.status(307, "Location", elsewhere),
                Answer.status(308, "Location", elsewhere));

        String id = fixture.add(receiver.url("/"));

        awaitStatus(id, "failed");
        assertThat(receiver.requests())
                .extracting(request -> request.uri().getPath())
                .containsOnly("/");
        assertThat(fixture.attempts(id))
                .extracting(WebhookFixture.AttemptRow::error)
                .containsOnly("redirects are not followed");
    }

    @Test
    void aReceiverThatIsGoneIsNotCalledAgain() {
        receiver.script(Answer.status(410));

        String id = fixture.add(receiver.url("/"));

        awaitStatus(id, "failed");
        assertThat(fixture.attempts(id))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.statusCode()).isEqualTo(410));
    }

    @Test
    void aUrlThatCannotBeCalledFailsAtOnce() {
        String id = fixture.add("ftp://example.com/", fixture.ready(11));

        webhooks.wake();

        awaitStatus(id, "failed");
        assertThat(fixture.attempts(id))
                .extracting(WebhookFixture.AttemptRow::error)
                .containsExactly("not an http or https URL");
    }

    @Test
    void aUrlMayBeLong() {
        String id = fixture.add(receiver.url("/" + "a".repeat(8000)));

        awaitStatus(id, "delivered");
    }

    @Test
    void whileASecretIsReplacedBothSign() throws Exception {
        try (WebhookFixture own = new WebhookFixture(TestInfrastructure.shared().newDatabase());
                DeliveryLoop sending = own.start(WebhookFixture.attempts(1))) {
            WebhookSecret next = own.rotate(Duration.ofHours(1));

            String id = own.add(receiver.url("/"));
            sending.wake();

            await().until(() -> own.status(id).equals("delivered"));
            ReceivedRequest request = receiver.requests().get(0);
            new Webhook(next.reveal()).verify(request.text(), request.headers());
            new Webhook(own.secret.reveal()).verify(request.text(), request.headers());
        }
    }

    @Test
    void aReplacedSecretSignsNoLongerThanItIsGood() throws Exception {
        try (WebhookFixture own = new WebhookFixture(TestInfrastructure.shared().newDatabase());
                DeliveryLoop sending = own.start(WebhookFixture.attempts(1))) {
            WebhookSecret next = own.rotate(Duration.ofSeconds(-1));

            String id = own.add(receiver.url("/"));
            sending.wake();

            await().until(() -> own.status(id).equals("delivered"));
            ReceivedRequest request = receiver.requests().get(0);
            new Webhook(next.reveal()).verify(request.text(), request.headers());
            assertThatThrownBy(() -> new Webhook(own.secret.reveal()).verify(request.text(), request.headers()))
                    .isInstanceOf(WebhookVerificationException.class);
        }
    }

    @Test
    void aRetryIsSignedWithTheSecretOfItsOwnTime() throws Exception {
        receiver.script(Answer.status(503, "Retry-After", "2"));
        try (WebhookFixture own = new WebhookFixture(TestInfrastructure.shared().newDatabase());
                DeliveryLoop sending = own.start(WebhookFixture.attempts(2))) {
            String id = own.add(receiver.url("/"));
            sending.wake();
            await().until(() -> own.attempts(id).size() == 1);

            WebhookSecret next = own.rotate(Duration.ofSeconds(-1));

            await().until(() -> own.status(id).equals("delivered"));
            ReceivedRequest first = receiver.requests().get(0);
            ReceivedRequest second = receiver.requests().get(1);
            new Webhook(own.secret.reveal()).verify(first.text(), first.headers());
            new Webhook(next.reveal()).verify(second.text(), second.headers());
            assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
        }
    }

    private static void awaitStatus(String id, String status) {
        await().atMost(WebhookFixture.PATIENT)
                .untilAsserted(() -> assertThat(fixture.status(id)).isEqualTo(status));
    }

    private static JsonNode json(ReceivedRequest request) throws Exception {
        return json(request.text());
    }

    private static JsonNode json(String text) throws Exception {
        return Json.mapper().readTree(text);
    }
}
