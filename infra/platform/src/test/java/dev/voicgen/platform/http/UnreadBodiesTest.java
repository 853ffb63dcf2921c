package dev.voicgen.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnreadBodiesTest {

    private static final int THREADS = 8;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final byte[] POST = ascii("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "186a0\r\n" + "x".repeat(100_000) + "\r\n");
    private static final byte[] GET = ascii("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    private final List<Socket> sockets = new ArrayList<>();
    private Server server;
    private int port;
    private volatile boolean ended;

    @AfterEach
    void stop() throws Exception {
        ended = true;
        for (Socket socket : sockets) {
            socket.close();
        }
        server.stop();
    }

    @Test
    void whoever_never_stops_sending_is_let_go() throws Exception {
        start(refusing(Duration.ofMillis(500)));
        OutputStream out = connect().getOutputStream();
        out.write(POST);
        long end = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();

        assertThatThrownBy(() -> {
                    while (System.nanoTime() < end) {
                        out.write(ascii("1\r\nx\r\n"));
                        Thread.sleep(50);
                    }
                })
                .isInstanceOf(SocketException.class);
    }

    @Test
    void those_whose_bytes_are_always_there_do_not_keep_others_from_being_served() throws Exception {
        start(new NeverDry(refusing(Duration.ofMinutes(10))));
        for (int i = 0; i < 2 * THREADS; i++) {
            connect().getOutputStream().write(POST);
        }

        for (int i = 0; i < 20; i++) {
            Socket other = connect();
            other.getOutputStream().write(GET);
            assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 404 ");
        }
    }

    private static Handler refusing(Duration limit) {
        UnreadBodies unread = new UnreadBodies(limit);
        unread.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.setStatus(404);
                callback.succeeded();
                return true;
            }
        });
        return unread;
    }

    /** As when bodies arrive faster than they are thrown away. */
    private final class NeverDry extends Handler.Wrapper {

        NeverDry(Handler next) {
            super(next);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            return super.handle(request.getMethod().equals("POST") ? endless(request) : request, response, callback);
        }

        private Request endless(Request request) {
            return new Request.Wrapper(request) {
                @Override
                public Content.Chunk read() {
                    return ended ? Content.Chunk.EOF : Content.Chunk.from(ByteBuffer.allocate(8 * 1024), false);
                }
            };
        }
    }

    private void start(Handler handler) throws Exception {
        server = new Server(new QueuedThreadPool(THREADS, THREADS));
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(handler);
        server.start();
        port = connector.getLocalPort();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        sockets.add(socket);
        return socket;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
