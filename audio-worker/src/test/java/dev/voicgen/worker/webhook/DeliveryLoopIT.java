package dev.voicgen.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.testkit.RestartableDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import dev.voicgen.testkit.http.Answer;
import dev.voicgen.testkit.http.HttpReceiver;
import dev.voicgen.testkit.http.ReceivedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryLoopIT {

    private static final Duration OUTAGE_OVER = Duration.ofSeconds(40);

    private static final Dns LOOPBACK = name -> Dns.SYSTEM.lookup("127.0.0.1");

    private final HttpReceiver receiver = HttpReceiver.start();

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void aRestartGoesOnWithTheSameIdAndBody() {
        try (WebhookFixture fixture = fixture()) {
            receiver.script(Answer.status(503, "Retry-After", "2"));
            String id = fixture.add(receiver.url("/"));
            try (DeliveryLoop before = fixture.start(WebhookFixture.attempts(3))) {
                await().until(() -> fixture.attempts(id).size() == 1);
                assertThat(before.isAlive()).isTrue();
            }

            DeliveryLoop after = fixture.start(WebhookFixture.attempts(3));

            try (after) {
                awaitDelivered(fixture, id);
                assertThat(receiver.requests())
                        .extracting(ReceivedRequest::text)
                        .hasSize(2)
                        .containsOnly(fixture.delivery(id).body());
                assertThat(receiver.requests())
                        .extracting(request -> request.header("webhook-id"))
                        .containsOnly(id);
            }
        }
    }

    @Test
    void aDeliveryWhoseWorkerDiedIsMadeAgainWhenItsLeaseIsOver() {
        try (WebhookFixture fixture = fixture()) {
            String id = fixture.add(receiver.url("/"));
            List<Delivery> dead = fixture.jdbi()
                    .withExtension(DeliveryTable.class, table -> table.claim(List.of(id), Duration.ofSeconds(3)));

            try (DeliveryLoop webhooks = fixture.start(WebhookFixture.attempts(1))) {
                webhooks.wake();

                awaitDelivered(fixture, id);
                assertThat(dead).extracting(Delivery::id).containsExactly(id);
                assertThat(receiver.requests()).hasSize(1);
                assertThat(fixture.attempts(id))
                        .singleElement()
                        .satisfies(attempt -> assertThat(attempt.attempt()).isEqualTo(1));
            }
        }
    }

    @Test
    void whatIsUnderWayAtTheEndIsGivenBack() {
        try (WebhookFixture fixture = fixture()) {
            receiver.script(Answer.never());
            String id = fixture.add(receiver.url("/"));
            try (DeliveryLoop before = fixture.start(WebhookFixture.attempts(1))) {
                before.wake();
                await().until(() -> receiver.requests().size() == 1);
            }

            try (DeliveryLoop after = fixture.start(WebhookFixture.attempts(1))) {
                after.wake();

                awaitDelivered(fixture, id);
                assertThat(fixture.attempts(id)).hasSize(1);
            }
        }
    }

    @Test
    void twoWorkersShareTheDeliveriesAndSendNoneTwice() {
        try (WebhookFixture fixture = fixture()) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                ids.add(fixture.add("http://host-" + i % 10 + ".example:" + receiver.port() + "/", fixture.ready(i)));
            }

            try (DeliveryLoop one = fixture.start(WebhookFixture.attempts(3), LOOPBACK, WebhookFixture.PATIENT);
                    DeliveryLoop other = fixture.start(WebhookFixture.attempts(3), LOOPBACK, WebhookFixture.PATIENT)) {
                one.wake();
                other.wake();

                await().atMost(OUTAGE_OVER).until(() -> open(fixture) == 0);
                assertThat(receiver.requests())
                        .extracting(request -> request.header("webhook-id"))
                        .containsExactlyInAnyOrderElementsOf(ids);
            }
        }
    }

    @Test
    void aSlowReceiverDoesNotDelayAnother() {
        CountDownLatch released = new CountDownLatch(1);
        receiver.usually(exchange -> {
            (exchange.getRequestURI().getPath().equals("/slow") ? Answer.after(released) : Answer.status(204))
                    .write(exchange);
        });
        try (WebhookFixture fixture = fixture()) {
            for (int i = 0; i < 600; i++) {
                fixture.add("http://slow.example:" + receiver.port() + "/slow", fixture.ready(i));
            }
            String last = fixture.add("http://fast.example:" + receiver.port() + "/fast", fixture.ready(600));

            try (DeliveryLoop webhooks = fixture.start(WebhookFixture.attempts(1), LOOPBACK, WebhookFixture.PATIENT)) {
                webhooks.wake();

                // Every place of the slow one is taken, and more than a page of its deliveries lies before the other's.
                awaitDelivered(fixture, last);
                assertThat(slowRequests()).isEqualTo(4);
                released.countDown();
            }
        }
    }

    @Test
    void anOutageOfTheDatabaseIsSurvivedAndAnOutcomeOfThatTimeIsNotLost() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        receiver.script(Answer.after(released));
        try (RestartableDatabase server = RestartableDatabase.start();
                WebhookFixture fixture = new WebhookFixture(server.database());
                DeliveryLoop webhooks = fixture.start(WebhookFixture.attempts(1))) {
            String before = fixture.add(receiver.url("/"));
            webhooks.wake();
            await().until(() -> receiver.requests().size() == 1);

            server.stop();
            released.countDown();
            server.startAgain();

            await().atMost(OUTAGE_OVER)
                    .ignoreExceptions()
                    .until(() -> fixture.status(before).equals("delivered"));
            String after = fixture.add(receiver.url("/"));
            awaitDelivered(fixture, after);
            assertThat(receiver.requests())
                    .extracting(request -> request.header("webhook-id"))
                    .containsExactly(before, after);
            assertThat(webhooks.isAlive()).isTrue();
        }
    }

    private long slowRequests() {
        return receiver.requests().stream()
                .filter(request -> request.uri().getPath().equals("/slow"))
                .count();
    }

    private static WebhookFixture fixture() {
        return new WebhookFixture(TestInfrastructure.shared().newDatabase());
    }

    private static int open(WebhookFixture fixture) {
        return fixture.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select count(*) from webhook_delivery where status <> 'delivered'")
                        .mapTo(int.class)
                        .one());
    }

    private static void awaitDelivered(WebhookFixture fixture, String id) {
        await().atMost(WebhookFixture.PATIENT)
                .untilAsserted(() -> assertThat(fixture.status(id)).isEqualTo("delivered"));
    }
}
