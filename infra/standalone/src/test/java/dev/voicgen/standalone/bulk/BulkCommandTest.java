package dev.voicgen.standalone.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.embedded.FreePort;
import dev.voicgen.standalone.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code voicgen bulk} against an API on this machine. */
class BulkCommandTest {

    @TempDir
    private Path articles;

    @TempDir
    private Path elsewhere;

    private StubApi api;
    private final StringWriter errors = new StringWriter();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream console = System.out;

    @BeforeEach
    void start() throws IOException {
        api = new StubApi();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setOut(console);
        api.close();
    }

    @Test
    void articlesOfEveryKindAreSentWithTheirPathAsPostId() throws IOException {
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

    @Test
    void moreArticlesThanOneBatchTakesGoInSeveral() throws IOException {
        write(
                "all.jsonl",
                IntStream.range(0, 20_001)
                        .mapToObj(number -> "{\"post_id\":\"p" + number + "\"}")
                        .collect(Collectors.joining("\n")));
        write("last.txt", "The last one");

        assertThat(run()).isZero();

        assertThat(api.uploads).hasSize(3).doesNotHaveDuplicates();
        assertThat(api.items())
                .extracting(item -> item.path("post_id").asText())
                .hasSize(20_002)
                .doesNotHaveDuplicates()
                .endsWith("p20000", "last");
    }

    @Test
    void theSameCommandIsTheSameBatchUntilItIsAskedForAnother() throws IOException {
        write("a.txt", "Some words");

        run();
        run();
        run("--again");
        write("a.txt", "Other words");
        run();

        assertThat(api.uploads).hasSize(4);
        assertThat(api.uploads.get(1)).isEqualTo(api.uploads.get(0));
        assertThat(List.copyOf(api.uploads).subList(1, 4)).doesNotHaveDuplicates();
    }

    @Test
    void refusalsForAWhileAreWaitedOut() throws IOException {
        write("a.txt", "Some words");
        api.refusals.addAll(List.of(503, 429, 503));

        assertThat(run()).isZero();

        assertThat(api.uploads).hasSize(1);
    }

    @Test
    void aRefusalForGoodEndsTheRunWithItsReason() throws IOException {
        write("a.txt", "Some words");
        api.refusals.add(401);

        assertThat(run()).isEqualTo(1);

        assertThat(api.uploads).isEmpty();
        assertThat(errors.toString()).contains("401: Not now.");
    }

    @Test
    void aStateFileSparesSendingAgainWhatWasTakenAndEndsWithTheRun() throws IOException {
        write("a.txt", "Some words");
        Path state = elsewhere.resolve("state.json");
        api.refusedReads.add(401);

        assertThat(run("--state", state.toString())).isEqualTo(1);
        assertThat(state).exists();
        assertThat(run("--state", state.toString())).isZero();

        assertThat(api.uploads).hasSize(1);
        assertThat(state).doesNotExist();
    }

    @Test
    void articlesWithoutAudioAreNamedAndMakeItFail() throws IOException {
        api.shortLists.set(1);
        write(
                "all.ndjson",
                "{\"post_id\":\"good\",\"content\":\"Some words\"}\n{\"post_id\":\"poor\",\"content\":\"bad\"}");

        assertThat(run()).isEqualTo(1);

        assertThat(output())
                .contains("       1        0         1")
                .containsPattern("rejected +poor +validation_failed: Too short.*all\\.ndjson:2\\)")
                .containsPattern("ready +good +7 s +http://audio.example/0.mp3")
                .contains("--again");
    }

    @Test
    void anEditedArticleWithItsOldAudioIsSaidUntilItIsMadeAnew() throws IOException {
        write("a.txt", "Some words");
        write("b.txt", "These words were edited");

        assertThat(run()).isZero();
        String told = output();
        output.reset();
        assertThat(run("--regenerate")).isZero();

        assertThat(told)
                .contains("2 ready, 1 of them with the audio of an older text: --regenerate")
                .containsPattern("changed +b ")
                .doesNotContainPattern("changed +a ");
        assertThat(output()).doesNotContain("older text");
        assertThat(api.items())
                .extracting(item -> item.path("regenerate").asBoolean())
                .containsExactly(false, false, true, true);
        assertThat(api.uploads).doesNotHaveDuplicates();
    }

    @Test
    void aReportTellsOfEachArticle() throws IOException {
        write(
                "all.ndjson",
                "{\"post_id\":\"good\",\"content\":\"Some words\"}\n\n{\"post_id\":\"poor\",\"content\":\"bad\"}");
        Path report = elsewhere.resolve("report.csv");

        run("--report", report.toString());

        String file = articles.resolve("all.ndjson").toString();
        String batch = api.uploads.get(0);
        assertThat(report)
                .hasContent(
                        "place,post_id,language,status,content_changed,duration_seconds,audio_url,code,message,batch_id\n"
                                + file + ":1,good,en,ready,false,7,http://audio.example/0.mp3,,," + batch + "\n"
                                + file + ":3,poor,en,rejected,false,,,validation_failed,\"Too short, \"\"really\"\".\","
                                + batch);
        assertThat(output()).contains(batch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkIsNoPartOfAnArticle(String charset) throws IOException {
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
    void aFileThatIsNoTextIsNamedBeforeAnythingIsSent(String name, String charset) throws IOException {
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
    void whiteSpaceAroundAKeyIsNoPartOfIt(String key) throws IOException {
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
    void whatCanBeNoKeyIsRefusedWithoutShowingIt(String key) throws IOException {
        write("a.txt", "Some words");

        assertThat(execute(articles.toString(), "--url", api.url(), "--key", key))
                .isEqualTo(2);

        assertThat(errors.toString()).contains("API key").doesNotContain("test", "tést", "st\"");
        assertThat(api.keys).isEmpty();
    }

    @Test
    void aWrongKeyAndADeafAddressAreSaidBeforeAnythingIsSent() throws IOException {
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
    void whereAReportCannotBeWrittenNothingIsSent() throws IOException {
        write("a.txt", "Some words");

        assertThat(run("--report", elsewhere.resolve("missing/r.csv").toString()))
                .isEqualTo(1);

        assertThat(errors.toString()).contains("--report: there is no folder");
        assertThat(api.uploads).isEmpty();
    }

    @Test
    void twoFilesOfOnePostAreRefused() throws IOException {
        write("a/b.txt", "Some words");
        write("a-b.md", "Other words");

        assertThat(run()).isEqualTo(1);

        assertThat(errors.toString()).contains("would both be the post a-b");
    }

    @Test
    void nothingToSendAndNoKeyAreSaid() {
        assertThat(run()).isEqualTo(1);
        assertThat(errors.toString()).contains("has no .html");
        assertThat(new CommandLine(new BulkCommand())
                        .setErr(new PrintWriter(errors))
                        .execute(articles.toString()))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("VOICGEN_API_KEY");
    }

    private int run(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(articles.toString(), "--key", "vg_live_test", "--url", api.url() + "/"));
        arguments.addAll(Arrays.asList(more));
        return execute(arguments.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        return new CommandLine(new BulkCommand())
                .setErr(new PrintWriter(errors))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    errors.append(Reason.of(failure)).append('\n');
                    return 1;
                })
                .execute(arguments);
    }

    private String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    private JsonNode item(String postId) {
        return api.items().stream()
                .filter(item -> item.path("post_id").asText().equals(postId))
                .findFirst()
                .orElseThrow();
    }

    private void write(String name, String text) throws IOException {
        write(name, text, "UTF-8");
    }

    private void write(String name, String text, String charset) throws IOException {
        Path file = articles.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, Charset.forName(charset));
    }
}
