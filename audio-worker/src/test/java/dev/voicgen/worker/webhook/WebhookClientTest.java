package dev.voicgen.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.voicgen.contracts.value.WebhookSecret;
import dev.voicgen.platform.http.WebUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookClientTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final WebhookSecret SECRET = WebhookSecret.generate(new SecureRandom());

    private final Queue<String> resolved = new ConcurrentLinkedQueue<>();
    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "http://web_app:PORT/hook, web_app, /hook",
        "http://münchen.example:PORT/brücke, xn--mnchen-3ya.example, /br%C3%BCcke",
        "http://straße.example:PORT/, xn--strae-oqa.example, /",
        "http://receiver.example:PORT/?q=[1], receiver.example, /?q=[1]"
    })
    void whatASubmissionMayNameIsCalledAndItsAddressChecked(String url, String host, String path) {
        String callbackUrl =
                url.replace("PORT", String.valueOf(server.getAddress().getPort()));
        assertThat(WebUrl.parse(callbackUrl)).get().matches(WebUrl::isCallable);

        assertThat(send(callbackUrl, true).result()).isEqualTo(Delivery.Attempt.Result.DELIVERED);
        assertThat(send(callbackUrl, false).result()).isEqualTo(Delivery.Attempt.Result.FAILED);
        assertThat(resolved).containsOnly(host);
        assertThat(received).containsExactly(path);
    }

    private Delivery.Attempt send(String url, boolean allowPrivate) {
        WebhookClient client = new WebhookClient(new AddressRules(allowPrivate), this::resolve, TIMEOUT);
        return client.send(new Delivery("msg_1", 1, null, url, Receiver.hostOf(url), "ping", "{}", 0, List.of(SECRET)));
    }

    private List<InetAddress> resolve(String host) {
        resolved.add(host);
        return List.of(server.getAddress().getAddress());
    }
}
