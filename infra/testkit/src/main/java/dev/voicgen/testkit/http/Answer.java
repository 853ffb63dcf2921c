package dev.voicgen.testkit.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;

/** What a {@link HttpReceiver} does with a request that it has read. It may block: each has a thread of its own. */
@FunctionalInterface
public interface Answer {

    void write(HttpExchange exchange) throws IOException;

    /** An answer without a body. */
    static Answer status(int code) {
        return exchange -> exchange.sendResponseHeaders(code, -1);
    }

    /** An answer without a body but with one more header. */
    static Answer status(int code, String header, String value) {
        return exchange -> {
            exchange.getResponseHeaders().set(header, value);
            exchange.sendResponseHeaders(code, -1);
        };
    }

    /** Nothing until {@code released}, then 204. */
    static Answer after(CountDownLatch released) {
        return exchange -> {
            await(released);
            exchange.sendResponseHeaders(204, -1);
        };
    }

    /** Nothing, ever. */
    static Answer never() {
        return exchange -> await(new CountDownLatch(1));
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the receiver was closed");
        }
    }
}
