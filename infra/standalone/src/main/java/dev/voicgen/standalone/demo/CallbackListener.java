package dev.voicgen.standalone.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.contracts.value.WebhookSecret;
import dev.voicgen.contracts.webhook.Verification;
import dev.voicgen.contracts.webhook.WebhookHeaders;
import dev.voicgen.contracts.webhook.WebhookSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The publisher's end of the callbacks, on 127.0.0.1: takes them, checks their signatures. Thread-safe. */
final class CallbackListener implements AutoCloseable {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private final HttpServer server;
    private final WebhookSecret secret;
    private final Map<String, CompletableFuture<DemoResult.CallbackState>> byPost = new ConcurrentHashMap<>();

    private CallbackListener(HttpServer server, WebhookSecret secret) {
        this.server = server;
        this.secret = secret;
    }

    static CallbackListener start(WebhookSecret secret) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CallbackListener listener = new CallbackListener(server, secret);
        server.createContext("/callbacks", listener::receive);
        server.start();
        return listener;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/callbacks");
    }

    /** What has come for {@code post}, or {@link DemoResult.CallbackState#MISSING} where nothing does within {@code deadline}. */
    DemoResult.CallbackState await(String post, Duration deadline) throws InterruptedException {
        try {
            return callback(post).get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return DemoResult.CallbackState.MISSING;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a callback never fails", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES);
            WebhookHeaders headers = WebhookHeaders.from(exchange.getRequestHeaders()::getFirst);
            Verification verification = WebhookSignature.verify(headers, body, secret, Instant.now(), TOLERANCE);
            String post =
                    Json.mapper().readTree(body).path("data").path("post_id").asText();
            boolean genuine = verification == Verification.GENUINE;
            callback(post).complete(genuine ? DemoResult.CallbackState.VERIFIED : DemoResult.CallbackState.FORGED);
            exchange.sendResponseHeaders(genuine ? 204 : 401, -1);
        }
    }

    private CompletableFuture<DemoResult.CallbackState> callback(String post) {
        return byPost.computeIfAbsent(post, unknown -> new CompletableFuture<>());
    }
}
