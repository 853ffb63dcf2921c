package dev.voicgen.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.platform.config.HttpSettings;
import dev.voicgen.platform.service.Health;
import io.javalin.Javalin;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {

    private static final int MAX_BYTES = 1 << 20;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String JSON = "application/json";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Javalin server;

    @BeforeAll
    static void start() {
        BodyRule rule = new BodyRule(List.of(JSON), MAX_BYTES, BodyBudget.forAnybody());
        BodyRule tight = new BodyRule(List.of(), MAX_BYTES, BodyBudget.sized(1_000, 1));
        server = Javalin.create(config -> {
                    HttpBasics.configure(
                            config,
                            new HttpSettings("127.0.0.1", 0),
                            Health::good,
                            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
                    config.routes.post(
                            "/v1/echo",
                            ctx -> ctx.future(() -> RequestBody.gather(ctx, rule, "anybody")
                                    .thenAccept(whole -> ctx.result(RequestBody.bytes(ctx)))));
                    config.routes.post(
                            "/v1/tight",
                            ctx -> ctx.future(() -> RequestBody.gather(ctx, tight, "anybody")
                                    .thenAccept(whole -> ctx.result(RequestBody.bytes(ctx)))));
                    config.routes.post("/v1/stream", ctx -> {
                        try (InputStream body = RequestBody.stream(ctx)) {
                            ctx.result(String.valueOf(body.readAllBytes().length));
                        } catch (MalformedGzip damaged) {
                            throw new FailedRequest(MalformedGzip.failure());
                        }
                    });
                })
                .start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; version=1",
                "application/json;charset=utf-8",
                "application/json; CHARSET=\"UTF-8\"",
                "application/json; note=\"; charset=x\"",
                "application/json; charset=utf8; version=1",
                "application/json;"
            })
    void json_in_utf_8_is_taken_whatever_else_its_type_says(String type) throws Exception {
        assertThat(post("/v1/echo", type, null, utf8("{}")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=x",
                "application/json; charset=\"no such charset\"",
                "application/json; charset=",
                "application/json; charset=iso-8859-1",
                "application/json; charset=utf-16",
                "application/json; version=1; charset=us-ascii",
                "application/json; charset=utf-8; charset=x",
                "text/html",
                "application/jsonp",
                "json",
                ";charset=utf-8"
            })
    void what_is_no_json_in_utf_8_is_415(String type) throws Exception {
        assertThat(post("/v1/echo", type, null, utf8("{}")).statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip"})
    void a_compressed_body_is_read_as_it_was_before(String coding) throws Exception {
        byte[] two = join(gzip(utf8("{\"a\":")), gzip(utf8("1}")));

        assertThat(post("/v1/echo", JSON, coding, gzip(utf8("{\"a\":1}"))).body())
                .isEqualTo("{\"a\":1}");
        assertThat(post("/v1/echo", JSON, coding, two).body()).isEqualTo("{\"a\":1}");
        assertThat(post("/v1/stream", JSON, coding, two).body()).isEqualTo("7");
    }

    @Test
    void a_compressed_body_may_be_no_larger_than_another() throws Exception {
        assertThat(post("/v1/echo", JSON, "gzip", gzip(new byte[MAX_BYTES])).statusCode())
                .isEqualTo(200);
        assertThat(post("/v1/echo", JSON, "gzip", gzip(new byte[MAX_BYTES + 1])).statusCode())
                .isEqualTo(413);
        assertThat(post("/v1/echo", JSON, "gzip", gzip(new byte[200 * MAX_BYTES]))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void a_damaged_body_is_400_wherever_the_damage_is() throws Exception {
        byte[] whole = gzip(utf8("{\"content\":\"The harbour was quiet all morning.\"}"));
        byte[] flipped = whole.clone();
        flipped[whole.length - 6] ^= 1;

        for (byte[] damaged : List.of(
                utf8("{}"),
                new byte[0],
                Arrays.copyOf(whole, whole.length - 1),
                Arrays.copyOf(whole, 12),
                flipped,
                join(whole, utf8("garbage behind it")),
                join(whole, Arrays.copyOf(whole, 15)))) {
            for (String path : List.of("/v1/echo", "/v1/stream")) {
                HttpResponse<String> answer = post(path, JSON, "gzip", damaged);

                assertThat(answer.statusCode()).as(path).isEqualTo(400);
                assertThat(answer.body()).contains("\"code\":\"malformed_gzip\"");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip", "zstd", "x"})
    void an_unknown_coding_is_415_and_hears_which_is_known(String coding) throws Exception {
        for (String path : List.of("/v1/echo", "/v1/stream")) {
            HttpResponse<String> answer = post(path, JSON, coding, utf8("{}"));

            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(answer.body()).contains("The Content-Encoding must be gzip or identity.");
            assertThat(answer.headers().firstValue("Accept-Encoding")).contains("gzip, identity");
        }
    }

    @Test
    void a_byte_order_mark_is_left_out() throws Exception {
        byte[] marked = join(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, utf8("{}"));

        assertThat(post("/v1/echo", JSON, null, marked).body()).isEqualTo("{}");
        assertThat(post("/v1/echo", JSON, "gzip", gzip(marked)).body()).isEqualTo("{}");
    }

    @Test
    void a_body_for_which_there_is_no_room_is_503_and_the_next_one_is_taken() throws Exception {
        HttpResponse<String> refused = post("/v1/tight", JSON, null, new byte[2_000]);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(post("/v1/tight", JSON, null, new byte[1_000]).statusCode()).isEqualTo(200);
        assertThat(post("/v1/tight", JSON, null, new byte[1_000]).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/none HTTP/1.1\r\nContent-Type: application/json\r\n | 404",
                "PUT /v1/echo HTTP/1.1\r\nContent-Type: application/json\r\n | 405",
                "POST /v1/echo HTTP/1.1\r\nContent-Type: text/html\r\n | 415",
                "POST /v1/echo HTTP/1.1\r\nContent-Type: application/json\r\nContent-Encoding: br\r\n | 415"
            })
    void who_asks_before_sending_sends_nothing_in_vain(String request) throws IOException {
        String[] parts = request.split(" [|] ");
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(utf8(parts[0] + "Host: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 " + parts[1] + " ");
        }
    }

    @Test
    void who_asks_before_sending_is_told_to_go_on_where_the_body_is_wanted() throws IOException {
        try (Socket socket = connect()) {
            String head = String.join(
                    "\r\n",
                    "POST /v1/echo HTTP/1.1",
                    "Host: localhost",
                    "Connection: close",
                    "Content-Type: application/json",
                    "Content-Length: 2",
                    "Expect: 100-continue",
                    "",
                    "");
            socket.getOutputStream().write(utf8(head));
            byte[] interim = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            assertThat(new String(interim, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 100 ");

            socket.getOutputStream().write(utf8("{}"));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("{}");
        }
    }

    @Test
    void who_asks_before_sending_and_does_not_wait_leaves_the_connection_in_order() throws IOException {
        String head = String.join(
                "\r\n",
                "POST /v1/tight HTTP/1.1",
                "Host: localhost",
                "Content-Length: 200000",
                "Expect: 100-continue",
                "",
                "");
        String next = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        try (Socket socket = connect()) {
            socket.getOutputStream().write(utf8(head + "x".repeat(200_000) + next));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 503 ")
                    .containsPattern("\\}HTTP/1.1 200 ");
        }
    }

    private static HttpResponse<String> post(String path, String type, String coding, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (coding != null) {
            request.header("Content-Encoding", coding);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
