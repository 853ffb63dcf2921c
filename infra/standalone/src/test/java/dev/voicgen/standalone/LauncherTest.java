package dev.voicgen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.embedded.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands say of a command line that is wrong. */
class LauncherTest {

    private static final String KEY = "vg_live_0123456789abcdefABCDEF";
    private static final String OF_OTHER_FORM = "sk-0123456789abcdefABCDEF";

    @TempDir
    Path directory;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        PrintStream both = new PrintStream(written, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
    }

    @AfterEach
    void release() {
        System.setOut(out);
        System.setErr(err);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bulk KEY",
                "bulk KEY KEY",
                "bulk articles --kye KEY",
                "bulk articles --kye OTHER",
                "bulk articles --kye=OTHER",
                "bulk articles --url KEY",
                "bulk articles --url http://KEY@[",
                "bulk articles --url http://OTHER:OTHER@news.example",
                "bulk KEY/articles --key OTHER",
                "bulk OTHER --key=OTHER",
                "bulk articles --key KEY --key KEY",
                "bulk articles --state KEY/state",
                "bulk articles --report KEY/report",
                "bulk --KEY",
                "up --api-port KEY",
                "up --data pom.xml/KEY",
                "up --ready-file KEY/KEY",
                "KEY",
                "demo OTHER"
            })
    void no_key_is_ever_shown_wherever_it_was_given(String command) {
        String[] args = Arrays.stream(command.split(" "))
                .map(word -> word.replace("KEY", KEY).replace("OTHER", OF_OTHER_FORM))
                .toArray(String[]::new);

        assertThat(Launcher.run(args, Map.of("VOICGEN_API_KEY", OF_OTHER_FORM))).isIn(1, 2);

        assertThat(said()).startsWith("voicgen: ").doesNotContain("0123456789");
    }

    @Test
    void a_mistyped_option_gets_a_suggestion() {
        assertThat(run("up", "--ready-fil", "x")).isEqualTo(2);

        assertThat(said())
                .contains("there is no option --ready-fil; did you mean --ready-file?", "./voicgen up --help");
    }

    @Test
    void the_version_is_the_builds() throws IOException {
        String version = Files.readAllLines(Path.of("../../pom.xml")).stream()
                .filter(line -> line.contains("<version>"))
                .findFirst()
                .orElseThrow()
                .replaceAll("\\s*</?version>", "");

        for (String command : new String[] {"--version", "up -V", "bulk --version", "demo -V"}) {
            written.reset();
            assertThat(run(command.split(" "))).isZero();
            assertThat(said().strip()).isEqualTo("voicgen " + version);
        }
    }

    @Test
    void what_up_cannot_have_is_said_before_anything_is_made() throws IOException {
        Path data = directory.resolve("data");
        Path file = Files.createFile(directory.resolve("file"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            String port = String.valueOf(taken.getLocalPort());
            String free = String.valueOf(FreePort.any());
            run("up", "--data", data.toString(), "--api-port", free, "--dashboard-port", port);
            run("up", "--data", data.toString(), "--api-port", "99999");
            upOnAnyPort("--data", data.toString(), "--ready-file", file + "/r");
            upOnAnyPort("--data", data.toString(), "--ready-file", data + "/no/r");
            upOnAnyPort("--data", file.toString());

            assertThat(said().lines())
                    .satisfiesExactly(
                            line -> assertThat(line).contains("port " + port, "--dashboard-port"),
                            line -> assertThat(line).contains("--api-port 99999 is no port"),
                            line -> assertThat(line).contains("--ready-file: there is no folder " + file),
                            line -> assertThat(line).contains("--ready-file: there is no folder " + data + "/no"),
                            line -> assertThat(line).contains("the data folder " + file + " is a file"));
        }
        assertThat(data).doesNotExist();
    }

    private static void upOnAnyPort(String... options) {
        run(Stream.concat(Stream.of("up", "--api-port", "0", "--dashboard-port", "0"), Stream.of(options))
                .toArray(String[]::new));
    }

    private static int run(String... args) {
        return Launcher.run(args, Map.of());
    }

    private String said() {
        System.err.flush();
        System.out.flush();
        return written.toString(StandardCharsets.UTF_8);
    }
}
