package dev.voicgen.keyadmin.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.voicgen.keyadmin.AdminCaller;
import dev.voicgen.keyadmin.AdminReply;
import dev.voicgen.keyadmin.KeyAdminFixture;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What is no JSON, or does not call itself so, is refused: two tests for each route that takes a body. */
class RequestBodyIT {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final AdminCaller operator = KeyAdminFixture.shared().operator();
    private final String site = "/v1/sites/" + KeyAdminFixture.newSite(operator);

    @Test
    void site_create_400() {
        assertMalformed(operator.post("/v1/sites", "{"));
    }

    @Test
    void site_create_415() {
        assertUnsupported(operator.send("POST", "/v1/sites", "name=x", FORM));
    }

    @Test
    void site_edit_400() {
        assertMalformed(operator.patch(site, "{"));
    }

    @Test
    void site_edit_415() {
        assertUnsupported(operator.send("PATCH", site, "name=x", FORM));
    }

    @Test
    void key_create_400() {
        assertMalformed(operator.post(site + "/keys", "{"));
    }

    @Test
    void key_create_415() {
        assertUnsupported(operator.send("POST", site + "/keys", "name=x", FORM));
    }

    @Test
    void subscribe_400() {
        assertMalformed(operator.put(site + "/subscription", "{"));
    }

    @Test
    void subscribe_415() {
        assertUnsupported(operator.send("PUT", site + "/subscription", "name=x", FORM));
    }

    @Test
    void plan_put_400() {
        assertMalformed(operator.put("/v1/plans", "{"));
    }

    @Test
    void plan_put_415() {
        assertUnsupported(operator.send("PUT", "/v1/plans", "name=x", FORM));
    }

    @Test
    void account_create_400() {
        assertMalformed(operator.post("/v1/accounts", "{"));
    }

    @Test
    void account_create_415() {
        assertUnsupported(operator.send("POST", "/v1/accounts", "name=x", FORM));
    }

    @Test
    void account_subscribe_400() {
        assertMalformed(operator.put("/v1/accounts/1/subscription", "{"));
    }

    @Test
    void account_subscribe_415() {
        assertUnsupported(operator.send("PUT", "/v1/accounts/1/subscription", "name=x", FORM));
    }

    @Test
    void rotate_key_400() {
        assertMalformed(operator.post(site + "/rotate-key", "{"));
    }

    @Test
    void rotate_key_415() {
        assertUnsupported(operator.send("POST", site + "/rotate-key", "name=x", FORM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=x", "application/json; charset=\"no such\""})
    void what_is_in_another_charset_is_415_on_every_route(String type) {
        assertUnsupported(operator.send("POST", "/v1/auth/login", "{}", type));
        assertUnsupported(operator.send("POST", "/v1/sites", "{}", type));
        assertUnsupported(operator.send("PATCH", site, "{}", type));
        assertUnsupported(operator.send("POST", site + "/rotate-key", "{}", type));
        assertThat(operator.send("POST", "/dashboard/login", "email=x", FORM + "; charset=x")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void unknown_parameters_of_the_type_and_a_byte_order_mark_mean_nothing() {
        AdminReply made = operator.send(
                "POST", "/v1/sites", "\uFEFF{\"name\":\"Site\",\"domains\":[]}", "application/json; version=1");

        assertThat(made.status()).as(made.text()).isIn(201, 422);
        assertThat(made.code()).isNotEqualTo("malformed_json");
    }

    @Test
    void who_hangs_up_inside_a_body_leaves_no_error_in_the_log() throws IOException {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        try {
            for (String path : List.of("/v1/auth/login", "/dashboard/login")) {
                assertThat(answerToHalfABody(path)).startsWith("HTTP/1.1 400 ");
            }
        } finally {
            root.detachAppender(lines);
        }
        assertThat(List.copyOf(lines.list)).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
    }

    private String answerToHalfABody(String path) throws IOException {
        try (Socket socket =
                new Socket(operator.base().getHost(), operator.base().getPort())) {
            socket.setSoTimeout(30_000);
            String head = String.join(
                    "\r\n",
                    "POST " + path + " HTTP/1.1",
                    "Host: localhost",
                    "Content-Type: " + (path.startsWith("/v1/") ? "application/json" : FORM),
                    "Content-Length: 1000",
                    "",
                    "");
            socket.getOutputStream().write((head + "{\"email\":").getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertMalformed(AdminReply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("malformed_json");
    }

    private static void assertUnsupported(AdminReply reply) {
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.code()).isEqualTo("unsupported_media_type");
    }
}
