package dev.voicgen.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.platform.config.HttpSettings;
import dev.voicgen.platform.service.Health;
import io.javalin.Javalin;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.AbstractConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpBasicsTest {

    private static final int MAX_BYTES = 1 << 20;
    private static final int IDLE_MILLIS = 300;
    private static final int PATIENCE_MILLIS = 20_000;

    private Javalin server;

    @BeforeEach
    void start() {
        server = Javalin.create(config -> {
            HttpBasics.configure(
                    config,
                    new HttpSettings("127.0.0.1", 0),
                    Health::good,
                    new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
            BodyRule anything = new BodyRule(List.of(), MAX_BYTES, BodyBudget.forAnybody());
            config.routes.post(
                    "/v1/echo",
                    ctx -> ctx.future(() -> RequestBody.gather(ctx, anything, "anybody")
                            .thenAccept(whole -> ctx.result(RequestBody.bytes(ctx)))));
        });
        server.start();
        idleFor(IDLE_MILLIS);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void a_server_answers_who_connected_to_its_socket_before_it_started() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocketChannel socket = ServerSocketChannel.open().bind(new InetSocketAddress(loopback, 0));
                Socket early = new Socket(loopback, socket.socket().getLocalPort())) {
            early.setSoTimeout(PATIENCE_MILLIS);
            early.getOutputStream()
                    .write(ascii("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
            Javalin other = Javalin.create(config -> HttpBasics.configure(
                            config,
                            new HttpSettings("127.0.0.1", 0).on(socket),
                            Health::good,
                            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)))
                    .start();

            assertThat(rest(early)).startsWith("HTTP/1.1 200 ");
            assertThat(other.port()).isEqualTo(early.getPort());
            other.stop();
            assertThat(socket.isOpen()).isFalse();
        }
    }

    @Test
    void every_connection_takes_in_requests_by_one_thread_at_a_time() {
        assertThat(server.jettyServer().server().getConnectors())
                .singleElement()
                .satisfies(connector -> assertThat(connector.getConnectionFactories())
                        .singleElement()
                        .isInstanceOf(SerialConnections.class));
    }

    @ParameterizedTest(name = "{0} bytes sent")
    @ValueSource(ints = {0, 10, 100_000})
    void a_client_that_sends_no_more_of_its_body_is_told_so(int sent) throws IOException {
        String answer = answerTo(
                "POST /v1/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n\r\n" + "x".repeat(sent));

        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"code\":\"request_timeout\"");
    }

    @Test
    void a_client_that_is_still_sending_hears_that_it_sends_too_much() throws Exception {
        byte[] part = new byte[64 * 1024];
        int parts = 24;
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(ascii("POST /v1/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + parts * part.length
                    + "\r\n\r\n"));

            for (int sent = 0; sent < parts; sent++) {
                out.write(part);
                Thread.sleep(20);
            }
            out.write(ascii("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));

            assertThat(rest(socket)).startsWith("HTTP/1.1 413 ").containsPattern("\\}HTTP/1.1 200 OK");
        }
    }

    @Test
    void those_who_stall_in_too_large_a_body_do_not_keep_others_from_being_served() throws Exception {
        idleFor(PATIENCE_MILLIS * 2);
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = connect();
                stalled.add(socket);
                socket.getOutputStream()
                        .write(ascii("POST /v1/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n\r\n"
                                + "x".repeat(100_000)));
            }

            assertThat(answerTo("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 OK");
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    @Test
    void a_refused_client_that_sends_no_more_is_let_go() throws IOException {
        assertThat(answerTo("POST /v1/none HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n\r\nx"))
                .startsWith("HTTP/1.1 404 ");
    }

    private String answerTo(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(ascii(request));
            return rest(socket);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void idleFor(int millis) {
        for (var connector : server.jettyServer().server().getConnectors()) {
            ((AbstractConnector) connector).setIdleTimeout(millis);
        }
    }
}
