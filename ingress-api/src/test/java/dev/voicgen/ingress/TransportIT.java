package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.ingress.testing.SitesFixture;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before a route is reached, sent byte by byte. */
class TransportIT {

    private static RunningIngress ingress;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.start();
        client = ingress.client();
    }

    @AfterAll
    static void stop() {
        ingress.close();
    }

    @ParameterizedTest(name = "{1} for {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / HTTP/9.9 | 400",
                "GET /v1/audio/%zz/status HTTP/1.1 | 400",
                "GET /v1/audio/%ff/status HTTP/1.1 | 400",
                "GET /v1/audio/%00/status HTTP/1.1 | 400",
                "GET /v1/audio/%2e%2e/status HTTP/1.1 | 400",
                "GET /v1/audio/a%2fb/status HTTP/1.1 | 400",
                "GET /v1/audio/..;/status HTTP/1.1 | 400",
                "GET http:// HTTP/1.1 | 400",
                "GET nonsense HTTP/1.1 | 400",
                "NONSENSE | 400",
                "BREW /v1/audio/p/status HTTP/1.1 | 405",
                "TRACE /v1/audio/p/status HTTP/1.1 | 405",
                "OPTIONS /v1/audio/generate HTTP/1.1 | 405",
                "PATCH /v1/audio/generate HTTP/1.1 | 405",
                "GET /nowhere HTTP/1.1 | 404",
                "GET //v1/audio/p/status HTTP/1.1 | 400",
                "PUT /nowhere HTTP/1.1 | 404",
                "GET /v1/public/audio/status?domain=%zz&post_id=%c0 HTTP/1.1 | 422"
            })
    void refused_in_the_one_error_body(String requestLine, int status) throws Exception {
        String answer = client.raw(head(requestLine, "Host: localhost", "Connection: close"));

        assertIsFailure(answer, status);
    }

    @Test
    void header_431() throws Exception {
        assertIsFailure(client.raw(head("GET / HTTP/1.1", "Host: localhost", "X-Large: " + "x".repeat(20_000))), 431);
    }

    @Test
    void uri_414() throws Exception {
        assertIsFailure(client.raw(head("GET /" + "x".repeat(20_000) + " HTTP/1.1", "Host: localhost")), 414);
    }

    @Test
    void host_400_missing() throws Exception {
        assertIsFailure(client.raw(head("GET /healthz HTTP/1.1", "Connection: close")), 400);
    }

    @Test
    void nul_400_in_a_header() throws Exception {
        assertIsFailure(client.raw(head("GET /healthz HTTP/1.1", "Host: localhost", "X-A: a\0b")), 400);
    }

    @Test
    void body_400_with_two_lengths() throws Exception {
        String head = head(
                "POST /v1/audio/generate HTTP/1.1",
                "Host: localhost",
                "Content-Length: 5",
                "Transfer-Encoding: chunked",
                "Connection: close");

        assertIsFailure(client.raw(head + "0\r\n\r\n"), 400);
    }

    @Test
    void body_400_with_a_broken_chunk() throws Exception {
        String head = head(
                "POST /v1/audio/generate HTTP/1.1",
                "Host: localhost",
                "X-API-Key: "
                        + ingress.sites.add(SitesFixture.inGoodStanding()).key().reveal(),
                "Content-Type: application/json",
                "Transfer-Encoding: chunked",
                "Connection: close");

        assertIsFailure(client.raw(head + "zz\r\n{}\r\n"), 400);
    }

    @ParameterizedTest(name = "{0} for {2}")
    @CsvSource({
        "POST /v1/audio/bulk, application/x-ndjson, 401",
        "POST /v1/audio/generate, application/json, 401",
        "POST /v1/public/events, text/html, 415",
        "POST /v1/nowhere, application/json, 404"
    })
    void whoever_asks_before_sending_is_refused_without_having_sent(String route, String type, int status)
            throws Exception {
        String head = head(
                route + " HTTP/1.1",
                "Host: localhost",
                "X-API-Key: vg_live_wrong",
                "Content-Type: " + type,
                "Content-Length: 60000000",
                "Expect: 100-continue");

        assertIsFailure(client.raw(head), status);
    }

    @Test
    void accept_406() throws Exception {
        var answer = client.send(client.request("/v1/usage").header("Accept", "text/html, application/xml;q=0.9"));

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.code()).isEqualTo("not_acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/audio/generate", "/v1/audio/bulk"})
    void a_route_asked_in_another_way_is_not_taken_for_a_post(String path) throws Exception {
        for (String method : List.of("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            var answer = client.send(client.request(path).method(method, HttpRequest.BodyPublishers.noBody()));

            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.header("Allow")).as(method).isEqualTo("POST");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/metrics", "/docs", "/openapi.json", "/v1/usage", "/v1/public/voices"})
    void head_is_answered_as_get_without_the_content(String path) throws Exception {
        var get = client.send(client.request(path));
        var head = client.send(client.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(head.http().body()).isEmpty();
    }

    @Test
    void request_id_is_taken_over_where_it_is_harmless() throws Exception {
        var given = client.send(client.request("/nowhere").header("X-Request-Id", "abc-1"));
        var harmful = client.send(client.request("/nowhere").header("X-Request-Id", "a b<script>"));

        assertThat(given.header("X-Request-Id")).isEqualTo("abc-1");
        assertThat(harmful.header("X-Request-Id")).matches("[0-9a-f-]{36}");
    }

    @Test
    void slow_senders_do_not_keep_others_from_being_served() throws Exception {
        Socket[] slow = new Socket[400];
        for (int i = 0; i < slow.length; i++) {
            slow[i] = new Socket(client.url().getHost(), client.url().getPort());
            slow[i].getOutputStream()
                    .write((head("POST /v1/audio/generate HTTP/1.1", "Host: localhost", "Content-Length: 1000") + "{")
                            .getBytes(StandardCharsets.US_ASCII));
        }

        int status = client.get("/v1/audio/p/status").status();

        assertThat(status).isEqualTo(401);
        for (Socket socket : slow) {
            socket.close();
        }
    }

    @Test
    void an_early_refusal_leaves_the_connection_in_order() throws Exception {
        try (Socket socket = new Socket(client.url().getHost(), client.url().getPort())) {
            String refused = head("POST /v1/audio/generate HTTP/1.1", "Host: localhost", "Content-Length: 2") + "{}";
            String second = head("GET /nowhere HTTP/1.1", "Host: localhost", "Connection: close");

            socket.getOutputStream().write((refused + second).getBytes(StandardCharsets.US_ASCII));

            InputStream in = socket.getInputStream();
            String answers = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answers).contains("HTTP/1.1 401").contains("HTTP/1.1 404");
        }
    }

    @Test
    void a_client_that_is_still_sending_hears_that_it_sends_too_much() throws Exception {
        byte[] part = new byte[128 * 1024];
        int parts = 16;
        try (Socket socket = new Socket(client.url().getHost(), client.url().getPort())) {
            OutputStream out = socket.getOutputStream();
            String head = head(
                    "POST /v1/public/events HTTP/1.1",
                    "Host: localhost",
                    "Content-Type: application/json",
                    "Content-Length: " + parts * part.length);
            String second = head("GET /nowhere HTTP/1.1", "Host: localhost", "Connection: close");
            out.write(head.getBytes(StandardCharsets.US_ASCII));

            for (int sent = 0; sent < parts; sent++) {
                out.write(part);
                Thread.sleep(50);
            }
            out.write(second.getBytes(StandardCharsets.US_ASCII));

            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertIsFailure(answers, 413);
            assertThat(answers).containsPattern("\\}HTTP/1.1 404 Not Found");
        }
    }

    private static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static void assertIsFailure(String answer, int status) {
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer).containsIgnoringCase("\nX-Request-Id: ");
        assertThat(answer).containsIgnoringCase("\nContent-Type: application/json");
        assertThat(answer).contains("{\"success\":false,\"message\":\"").contains("\"code\":\"");
        assertThat(answer).doesNotContain("Exception").doesNotContain("jetty").doesNotContain("Server:");
    }
}
