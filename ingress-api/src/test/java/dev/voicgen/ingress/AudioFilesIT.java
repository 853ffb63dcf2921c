package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code GET /audio/{name}.mp3}, one test for each answer. */
class AudioFilesIT {

    private static final String HASH = "0123456789abcdef0123456789abcdef01234567";
    private static final String PATH = "/audio/" + HASH + ".mp3";
    private static final byte[] AUDIO = new byte[300_000];

    private static RunningIngress ingress;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.shared();
        client = ingress.client();
        new Random(7).nextBytes(AUDIO);
        Files.write(ingress.audio.resolve(HASH + ".mp3"), AUDIO);
        Files.write(ingress.audio.resolve("secret.txt"), AUDIO);
    }

    @Test
    void file_200() throws Exception {
        HttpResponse<byte[]> answer = client.bytes(client.request(PATH));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(AUDIO);
        assertThat(header(answer, "Content-Type")).isEqualTo("audio/mpeg");
        assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(answer, "ETag")).isEqualTo("\"" + HASH + "\"");
        assertThat(header(answer, "Last-Modified")).isNotBlank();
        assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(answer, "Content-Length")).isEqualTo("300000");
        assertThat(header(answer, "X-Request-Id")).isNotBlank();
    }

    @Test
    void file_200_head() throws Exception {
        HttpResponse<byte[]> answer =
                client.bytes(client.request(PATH).method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Length")).isEqualTo("300000");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void file_206_from_the_start_the_middle_and_the_end() throws Exception {
        assertRange("bytes=0-99", 0, 100);
        assertRange("bytes=100000-200000", 100_000, 200_001);
        assertRange("bytes=299999-", 299_999, 300_000);
        assertRange("bytes=-500", 299_500, 300_000);
        assertRange("bytes=299000-400000", 299_000, 300_000);
    }

    @Test
    void file_206_if_the_range_is_of_this_content() throws Exception {
        HttpResponse<byte[]> answer =
                client.bytes(client.request(PATH).header("Range", "bytes=0-9").header("If-Range", "\"" + HASH + "\""));

        assertThat(answer.statusCode()).isEqualTo(206);
    }

    @Test
    void file_200_if_the_range_is_of_another_content() throws Exception {
        HttpResponse<byte[]> answer =
                client.bytes(client.request(PATH).header("Range", "bytes=0-9").header("If-Range", "\"another\""));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(AUDIO.length);
    }

    @Test
    void file_200_if_the_range_is_in_an_unknown_unit() throws Exception {
        for (String range : List.of("items=0-1", "seconds=1-2", "bytes", "x")) {
            HttpResponse<byte[]> answer = client.bytes(client.request(PATH).header("Range", range));

            assertThat(answer.statusCode()).as(range).isEqualTo(200);
            assertThat(answer.body()).hasSize(AUDIO.length);
        }
    }

    @Test
    void file_304() throws Exception {
        HttpResponse<byte[]> byTag =
                client.bytes(client.request(PATH).header("If-None-Match", "\"x\", \"" + HASH + "\""));
        String modified = header(byTag, "Last-Modified");
        HttpResponse<byte[]> plain = client.bytes(client.request(PATH));
        HttpResponse<byte[]> byDate =
                client.bytes(client.request(PATH).header("If-Modified-Since", header(plain, "Last-Modified")));

        assertThat(byTag.statusCode()).isEqualTo(304);
        assertThat(byTag.body()).isEmpty();
        assertThat(header(byTag, "ETag")).isEqualTo("\"" + HASH + "\"");
        assertThat(modified).isIn(null, header(plain, "Last-Modified"));
        assertThat(byDate.statusCode()).isEqualTo(304);
        for (String caching : List.of("Cache-Control", "ETag", "Access-Control-Allow-Origin")) {
            assertThat(header(byTag, caching)).as(caching).isEqualTo(header(plain, caching));
            assertThat(header(byDate, caching)).as(caching).isEqualTo(header(plain, caching));
        }
    }

    @Test
    void file_404_unknown_name_and_anything_that_is_no_name() throws Exception {
        for (String path : new String[] {
            "/audio/" + "f".repeat(40) + ".mp3",
            "/audio/secret.txt",
            "/audio/",
            "/audio",
            PATH + "/",
            PATH + "x",
            "/audio/" + HASH.toUpperCase(Locale.ROOT) + ".mp3"
        }) {
            Client.Answer answer = client.get(path);

            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("not_found");
        }
    }

    @Test
    void file_405_post() throws Exception {
        Client.Answer answer = client.send(client.request(PATH).POST(HttpRequest.BodyPublishers.ofString("x")));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(answer.code()).isEqualTo("method_not_allowed");
    }

    @Test
    void file_416() throws Exception {
        Client.Answer answer = client.send(client.request(PATH).header("Range", "bytes=300000-"));

        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes */300000");
    }

    private static void assertRange(String range, int from, int to) throws Exception {
        HttpResponse<byte[]> answer = client.bytes(client.request(PATH).header("Range", range));

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(header(answer, "Content-Range")).isEqualTo("bytes " + from + "-" + (to - 1) + "/300000");
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(AUDIO, from, to));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }
}
