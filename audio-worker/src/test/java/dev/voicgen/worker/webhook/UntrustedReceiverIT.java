package dev.voicgen.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.testkit.TestInfrastructure;
import dev.voicgen.testkit.http.Answer;
import dev.voicgen.testkit.http.HttpReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UntrustedReceiverIT {

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final WebhookSettings ONCE = WebhookFixture.attempts(1);
    private static final WebhookSettings ONCE_PUBLIC = new WebhookSettings(ONCE.schedule(), false);

    private static WebhookFixture fixture;

    private final HttpReceiver receiver = HttpReceiver.start();
    private DeliveryLoop webhooks;

    @BeforeAll
    static void open() {
        fixture = new WebhookFixture(TestInfrastructure.shared().newDatabase());
    }

    @AfterAll
    static void closeAll() {
        fixture.close();
    }

    @AfterEach
    void stop() {
        webhooks.close();
        receiver.close();
        fixture.metrics.clear();
    }

    @Test
    void aReceiverThatHangsIsLeft() {
        receiver.usually(Answer.never());
        webhooks = fixture.start(ONCE, Dns.SYSTEM, SHORT);

        String id = fixture.add(receiver.url("/"));

        awaitStatus(id, "failed");
        assertThat(fixture.attempts(id)).singleElement().satisfies(attempt -> {
            assertThat(attempt.error()).isEqualTo("no answer within 1 s");
            assertThat(attempt.statusCode()).isNull();
        });
    }

    @Test
    void aReceiverThatTakesConnectionsButReadsNothingIsLeft() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            webhooks = fixture.start(ONCE, Dns.SYSTEM, SHORT);

            String id = fixture.add("http://127.0.0.1:" + mute.getLocalPort() + "/", fixture.ready(1));

            awaitStatus(id, "failed");
        }
    }

    @Test
    void aBodyThatNeverEndsNeitherHoldsTheAnswerBackNorIsRead() throws InterruptedException {
        AtomicLong written = new AtomicLong();
        CountDownLatch broken = new CountDownLatch(1);
        receiver.usually(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(new byte[1024]);
                    written.addAndGet(1024);
                }
            } finally {
                broken.countDown();
            }
        });
        webhooks = fixture.start(ONCE, Dns.SYSTEM, WebhookFixture.PATIENT);

        String id = fixture.add(receiver.url("/"));

        awaitStatus(id, "delivered");
        broken.await();
        // What lies in the buffers of two sockets; without a bound it would be what is written in 15 s.
        assertThat(written).hasValueLessThan(16 << 20);
    }

    @Test
    void aBodyThatDripsDoesNotUndoASuccess() {
        receiver.usually(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            Answer.never().write(exchange);
        });
        webhooks = fixture.start(ONCE, Dns.SYSTEM, SHORT);

        String id = fixture.add(receiver.url("/"));

        awaitStatus(id, "delivered");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "2130706433",
                "127.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "0.0.0.0"
            })
    void aReceiverOnThisMachineIsNotCalledUnlessTheOperatorAllowsIt(String host) {
        webhooks = fixture.start(ONCE_PUBLIC, Dns.SYSTEM, SHORT);

        String id = fixture.add("http://" + host + ":" + receiver.port() + "/", fixture.ready(1));

        awaitStatus(id, "failed");
        assertThat(receiver.requests()).isEmpty();
        assertThat(fixture.attempts(id))
                .extracting(WebhookFixture.AttemptRow::error)
                .allSatisfy(error -> assertThat(error).startsWith("the receiver's address may not be called: "));
    }

    @Test
    void aHexadecimalAddressIsNoWayRound() {
        webhooks = fixture.start(ONCE_PUBLIC, Dns.SYSTEM, WebhookFixture.PATIENT);

        String id = fixture.add("http://0x7f.0.0.1:" + receiver.port() + "/", fixture.ready(1));

        // Whether the system's resolver takes it for a name or for an address.
        awaitStatus(id, "failed");
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void anAddressThatNamesNoHostIsNotCalledWhateverTheOperatorAllows() {
        webhooks = fixture.start(ONCE, Dns.SYSTEM, SHORT);

        String id = fixture.add("http://0.0.0.0:" + receiver.port() + "/", fixture.ready(1));

        awaitStatus(id, "failed");
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void aNameIsRefusedWhereAnyOfItsAddressesIs() {
        Dns mixed = name -> List.of(address("8.8.8.8"), address("127.0.0.1"));
        webhooks = fixture.start(ONCE_PUBLIC, mixed, WebhookFixture.PATIENT);

        String id = fixture.add("http://mixed.example:" + receiver.port() + "/", fixture.ready(1));

        awaitStatus(id, "failed");
        assertThat(fixture.attempts(id))
                .extracting(WebhookFixture.AttemptRow::error)
                .containsExactly("the receiver's address may not be called: loopback");
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void aNameIsResolvedOnceSoThatItCannotChangeAfterTheCheck() {
        AtomicInteger asked = new AtomicInteger();
        // Allowed when asked first, refused when asked again.
        Dns rebinding = name -> List.of(address(asked.incrementAndGet() == 1 ? "127.0.0.1" : "0.0.0.0"));
        webhooks = fixture.start(ONCE, rebinding, WebhookFixture.PATIENT);

        String id = fixture.add("http://rebinding.example:" + receiver.port() + "/", fixture.ready(1));

        awaitStatus(id, "delivered");
        assertThat(asked).hasValue(1);
    }

    @Test
    void theNextAttemptIsCheckedAnew() {
        AtomicInteger asked = new AtomicInteger();
        Dns rebinding = name -> List.of(address(asked.incrementAndGet() == 1 ? "127.0.0.1" : "0.0.0.0"));
        receiver.usually(Answer.status(500));
        webhooks = fixture.start(WebhookFixture.attempts(2), rebinding, WebhookFixture.PATIENT);

        String id = fixture.add("http://rebinding.example:" + receiver.port() + "/", fixture.ready(1));

        awaitStatus(id, "failed");
        assertThat(receiver.requests()).hasSize(1);
        assertThat(fixture.attempts(id))
                .extracting(WebhookFixture.AttemptRow::error)
                .containsExactly("answered with 500", "the receiver's address may not be called: unspecified");
    }

    @Test
    void anAddressThatDoesNotAnswerDoesNotHideAnother() {
        Dns half = name -> List.of(address("127.0.0.2"), address("127.0.0.1"));
        webhooks = fixture.start(ONCE, half, WebhookFixture.PATIENT);

        String id = fixture.add("http://half.example:" + receiver.port() + "/", fixture.ready(1));

        awaitStatus(id, "delivered");
    }

    @Test
    void aNameThatCannotBeResolvedIsSaidSo() {
        Dns nothing = name -> {
            throw new UnknownHostException(name);
        };
        webhooks = fixture.start(ONCE, nothing, SHORT);

        String id = fixture.add("http://nowhere.example/?token=s3cret", fixture.ready(1));

        awaitStatus(id, "failed");
        assertThat(fixture.attempts(id))
                .extracting(WebhookFixture.AttemptRow::error)
                .containsExactly("the host name cannot be resolved");
    }

    private void awaitStatus(String id, String status) {
        await().atMost(WebhookFixture.PATIENT)
                .untilAsserted(() -> assertThat(fixture.status(id)).isEqualTo(status));
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }
}
