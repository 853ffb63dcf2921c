package dev.voicgen.testkit.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server on a free port of 127.0.0.1 that keeps every request and answers as it is told: first each of the
 * scripted answers once, then the usual one, which is 204 at first. Thread-safe.
 */
public final class HttpReceiver implements AutoCloseable {

    private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
    private final Deque<Answer> script = new ConcurrentLinkedDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Answer usual = Answer.status(204);

    private HttpReceiver(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    public static HttpReceiver start() {
        try {
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            HttpReceiver receiver = new HttpReceiver(HttpServer.create(anyPort, 0));
            receiver.server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers the next requests so, each once. */
    public HttpReceiver script(Answer... answers) {
        script.addAll(List.of(answers));
        return this;
    }

    /** Answers so where no scripted answer is left. */
    public HttpReceiver usually(Answer answer) {
        usual = answer;
        return this;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Its address with {@code path}, which begins with a slash. */
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** What has come so far, in that order. */
    public List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(exchange.getRequestHeaders());
            requests.add(new ReceivedRequest(
                    Instant.now(), exchange.getRequestMethod(), exchange.getRequestURI(), headers, body));
            Answer scripted = script.poll();
            (scripted == null ? usual : scripted).write(exchange);
        }
    }
}
