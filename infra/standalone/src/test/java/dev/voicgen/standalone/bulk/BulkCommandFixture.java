package dev.voicgen.standalone.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.standalone.ErrorText;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs {@code voicgen bulk} in this process, against an API on this machine. */
abstract class BulkCommandFixture {

    @TempDir
    Path articles;

    @TempDir
    Path elsewhere;

    StubApi api;
    final StringWriter errors = new StringWriter();
    final ByteArrayOutputStream output = new ByteArrayOutputStream();
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

    int run(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(articles.toString(), "--key", "vg_live_test", "--url", api.url() + "/"));
        arguments.addAll(Arrays.asList(more));
        return execute(arguments.toArray(String[]::new));
    }

    int execute(String... arguments) {
        return new CommandLine(new BulkCommand())
                .setErr(new PrintWriter(errors))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    errors.append(ErrorText.of(failure)).append('\n');
                    return 1;
                })
                .execute(arguments);
    }

    String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    JsonNode item(String postId) {
        return api.items().stream()
                .filter(item -> item.path("post_id").asText().equals(postId))
                .findFirst()
                .orElseThrow();
    }

    void write(String name, String text) throws IOException {
        write(name, text, "UTF-8");
    }

    void write(String name, String text, String charset) throws IOException {
        Path file = articles.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, Charset.forName(charset));
    }
}
