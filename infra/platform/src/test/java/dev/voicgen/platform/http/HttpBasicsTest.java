package dev.voicgen.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.platform.config.HttpSettings;
import dev.voicgen.platform.service.Health;
import io.javalin.Javalin;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.AbstractConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
            config.routes.post("/v1/echo", ctx -> ctx.result(RequestBody.read(ctx, MAX_BYTES)));
        });
        server.start();
        for (var connector : server.jettyServer().server().getConnectors()) {
            ((AbstractConnector) connector).setIdleTimeout(IDLE_MILLIS);
        }
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @ParameterizedTest(name = "{0} bytes sent")
    @ValueSource(ints = {0, 10, 100_000})
    void a_client_that_sends_no_more_of_its_body_is_told_so(int sent) throws IOException {
        String answer = answerTo(
                "POST /v1/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n\r\n" + "x".repeat(sent));

        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"code\":\"request_timeout\"");
    }

    private String answerTo(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
