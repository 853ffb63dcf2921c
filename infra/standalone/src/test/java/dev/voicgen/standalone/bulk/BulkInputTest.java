package dev.voicgen.standalone.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.embedded.FreePort;
import java.io.IOException;
import java.io.PrintWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Which articles, keys and options {@code voicgen bulk} takes, and which it refuses before it sends anything. */
class BulkInputTest extends BulkCommandFixture {

    @Test
    void articles_of_every_kind_are_sent_with_their_path_as_post_id() throws IOException {
        write("news/today.html", "<html><head><title>Today</title></head><body><p>One</p></body></html>");
        write("news/plain.htm", "<h1>Heading</h1><p>Two</p>");
        write("notes.md", "---\ntitle: Front\n---\n# Heading\n\nA *word*.\n");
        write("tale.txt", "\nOnce\n\nupon a time");
        write("rest.ndjson", "{\"post_id\":\"x\",\"content\":\"X\",\"language\":\"de\"}\n\n{\"post_id\":\"y\"}\n");
        write("picture.png", "no article");
        write("data.json", "{}");

        int exit = run("--language", "fr", "--callback-url", "http://127.0.0.1:9/hook?a=b");

        assertThat(exit).isZero();
        assertThat(output()).contains("6 articles in 5 files; 2 other files are ignored (.json, .png)");
        assertThat(api.items())
                .extracting(item -> item.path("post_id").asText())
                .containsExactly("news-plain", "news-today", "notes", "x", "y", "tale");
        assertThat(api.items())
                .extracting(item -> item.path("post_title").asText())
                .containsExactly("Heading", "Today", "Front", "", "", "Once");
        assertThat(item("notes").path("content").asText())
                .contains("<em>word</em>")
                .doesNotContain("Front");
        assertThat(item("x").path("language").asText()).isEqualTo("de");
        assertThat(item("y").path("language").asText()).isEqualTo("fr");
        assertThat(item("tale").path("language").asText()).isEqualTo("fr");
        assertThat(api.queries).containsExactly("callback_url=http://127.0.0.1:9/hook?a=b");
        assertThat(api.keys).containsOnly("vg_live_test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void a_byte_order_mark_is_no_part_of_an_article(String charset) throws IOException {
        write("a.ndjson", "\uFEFF{\"post_id\":\"first\",\"content\":\"Ü\"}\n\uFEFF{\"post_id\":\"second\"}", charset);
        write("b.html", "\uFEFF<title>Titel Ü</title><p>One</p>", charset);
        write("c.md", "\uFEFF---\ntitle: Front Ü\n---\nWords", charset);
        write("d.txt", "\uFEFFOnce Ü\n\nupon a time", charset);

        assertThat(run()).as(errors.toString()).isZero();

        assertThat(api.items())
                .extracting(item -> item.path("post_id").asText() + " "
                        + item.path("post_title").asText())
                .containsExactly("first ", "second ", "b Titel Ü", "c Front Ü", "d Once Ü");
        assertThat(api.items()).noneMatch(item -> item.toString().contains("\uFEFF"));
        assertThat(item("first").path("content").asText()).isEqualTo("Ü");
        assertThat(item("c").path("content").asText()).doesNotContain("title");
    }

    @ParameterizedTest
    @CsvSource({"a.txt,ISO-8859-1", "a.md,ISO-8859-1", "a.ndjson,ISO-8859-1", "a.txt,UTF-16LE"})
    void a_file_that_is_no_text_is_named_before_anything_is_sent(String name, String charset) throws IOException {
        write(name, "{\"post_id\":\"Ü\"}", charset);

        assertThat(run()).isEqualTo(1);

        assertThat(errors.toString()).contains(name, "is not UTF-8");
        assertThat(api.uploads).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vg_live_test\r",
                " vg_live_test\r\n",
                "\tvg_live_test",
                "\uFEFFvg_live_test\u00A0",
                "vg_live_test\u200B"
            })
    void white_space_around_a_key_is_no_part_of_it(String key) throws IOException {
        write("a.txt", "Some words");

        assertThat(execute(articles.toString(), "--url", api.url(), "--key", key))
                .isZero();

        assertThat(api.keys).containsOnly("vg_live_test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vg_live_\rtest",
                "vg_live_te\nst",
                "vg_live_t\test",
                "\"vg_live_test\"",
                "vg_live_tést",
                "vg live test",
                "\u0000"
            })
    void what_can_be_no_key_is_refused_without_showing_it(String key) throws IOException {
        write("a.txt", "Some words");

        assertThat(execute(articles.toString(), "--url", api.url(), "--key", key))
                .isEqualTo(2);

        assertThat(errors.toString()).contains("API key").doesNotContain("test", "tést", "st\"");
        assertThat(api.keys).isEmpty();
    }

    @Test
    void a_wrong_key_and_a_deaf_address_are_said_before_anything_is_sent() throws IOException {
        write("a.txt", "Some words");
        api.greeting = 401;

        assertThat(run()).isEqualTo(1);
        assertThat(execute(articles.toString(), "--key", "vg_live_test", "--url", "http://127.0.0.1:" + FreePort.any()))
                .isEqualTo(1);
        assertThat(execute(articles.toString(), "--key", "vg_live_test", "--url", "127.0.0.1:8080"))
                .isEqualTo(2);
        assertThat(execute("no-such", "--key", "vg_live_test")).isEqualTo(1);

        assertThat(errors.toString())
                .contains(
                        "refuses the key: 401: Invalid API key.",
                        "(connection refused): is the platform running there?",
                        "--url is no address",
                        "no-such: there is no such file or folder");
        assertThat(output()).isEmpty();
        assertThat(api.uploads).isEmpty();
    }

    @Test
    void where_a_report_cannot_be_written_nothing_is_sent() throws IOException {
        write("a.txt", "Some words");

        assertThat(run("--report", elsewhere.resolve("missing/r.csv").toString()))
                .isEqualTo(1);

        assertThat(errors.toString()).contains("--report: there is no folder");
        assertThat(api.uploads).isEmpty();
    }

    @Test
    void two_files_of_one_post_are_refused() throws IOException {
        write("a/b.txt", "Some words");
        write("a-b.md", "Other words");

        assertThat(run()).isEqualTo(1);

        assertThat(errors.toString()).contains("would both be the post a-b");
    }

    @Test
    void nothing_to_send_and_no_key_are_said() {
        assertThat(run()).isEqualTo(1);
        assertThat(errors.toString()).contains("has no .html");
        assertThat(new CommandLine(new BulkCommand())
                        .setErr(new PrintWriter(errors))
                        .execute(articles.toString()))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("VOICGEN_API_KEY");
    }
}
