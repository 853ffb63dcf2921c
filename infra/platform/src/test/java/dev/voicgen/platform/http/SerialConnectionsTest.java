package dev.voicgen.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Test;

class SerialConnectionsTest {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final String UNREADABLE = "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -\r\n\r\n";

    /** Which thread found that the head cannot be read, and has not left the connection yet. */
    private volatile Thread parser;

    private final CountDownLatch readByAnother = new CountDownLatch(1);
    private final CompletableFuture<Boolean> overtaken = new CompletableFuture<>();

    @Test
    void nobody_reads_on_before_the_thread_that_found_a_bad_head_has_left() throws Exception {
        assertThat(isOvertaken(new SerialConnections(new HttpConfiguration()), Duration.ofMillis(500)))
                .isFalse();
    }

    @Test
    void somebody_does_where_connections_are_jettys_own() throws Exception {
        assertThat(isOvertaken(new HttpConnectionFactory(), Duration.ofSeconds(5)))
                .as("or else Jetty has mended it")
                .isTrue();
    }

    /** Whether a thread reads on while the one that found a bad head is held for {@code hesitation} at most. */
    private boolean isOvertaken(HttpConnectionFactory connections, Duration hesitation) throws Exception {
        Server server = new Server(new Hesitant(hesitation));
        ServerConnector connector = new Watched(server, connections);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            client.setSoTimeout(PATIENCE_MILLIS);
            client.getOutputStream().write(UNREADABLE.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 400 ");
            return overtaken.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } finally {
            server.stop();
        }
    }

    /** Gives the answer to a bad head away, and waits for what becomes of it before the parser can leave. */
    private final class Hesitant extends QueuedThreadPool {

        private final Duration hesitation;

        Hesitant(Duration hesitation) {
            this.hesitation = hesitation;
        }

        @Override
        public boolean tryExecute(Runnable task) {
            if (HttpConnection.getCurrentConnection() == null) {
                return super.tryExecute(task);
            }
            parser = Thread.currentThread();
            execute(task);
            try {
                overtaken.complete(readByAnother.await(hesitation.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException stopped) {
                overtaken.completeExceptionally(stopped);
            }
            parser = null;
            return true;
        }
    }

    private final class Watched extends ServerConnector {

        Watched(Server server, HttpConnectionFactory connections) {
            super(server, connections);
        }

        @Override
        protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
            SocketChannelEndPoint endPoint = new SocketChannelEndPoint(channel, selector, key, getScheduler()) {
                @Override
                public int fill(ByteBuffer buffer) throws IOException {
                    if (parser != null && !Thread.currentThread().equals(parser)) {
                        readByAnother.countDown();
                    }
                    return super.fill(buffer);
                }
            };
            endPoint.setIdleTimeout(getIdleTimeout());
            return endPoint;
        }
    }
}
