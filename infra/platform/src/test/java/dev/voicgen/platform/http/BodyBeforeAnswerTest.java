package dev.voicgen.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that says, at once, how much of the body it has read, to clients that pause longer than they may. */
class BodyBeforeAnswerTest {

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    @BeforeEach
    void start() throws Exception {
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setIdleTimeout(200);
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                Content.Chunk first = request.read();
                String told = Content.Chunk.isFailure(first) ? "failed" : "read " + first.remaining();
                first.release();
                response.write(true, ByteBuffer.wrap(told.getBytes(StandardCharsets.US_ASCII)), callback);
                return true;
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void whoever_pauses_too_long_before_the_route_is_reached_is_answered_and_closed() throws Exception {
        serve(new EagerContentHandler(), new BodyBeforeAnswer());

        assertThat(answerTo("Content-Length: 1000", "")).endsWith("failed");
    }

    @Test
    void whoever_waits_for_the_answer_before_sending_on_is_answered_and_closed() throws Exception {
        connector.setIdleTimeout(60_000);
        serve(new BodyBeforeAnswer());

        assertThat(answerTo("Content-Length: 1000", "abc")).endsWith("read 3");
    }

    private void serve(Handler.Wrapper... wrappers) throws Exception {
        for (Handler.Wrapper wrapper : wrappers) {
            server.insertHandler(wrapper);
        }
        server.start();
    }

    private String answerTo(String header, String body) throws IOException {
        try (Socket socket = new Socket(connector.getHost(), connector.getLocalPort())) {
            socket.setSoTimeout(5_000);
            String request = "POST / HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
