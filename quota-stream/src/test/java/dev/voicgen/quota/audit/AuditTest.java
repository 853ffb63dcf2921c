package dev.voicgen.quota.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An audit that could not look does not say that something differs. */
class AuditTest {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void databaseThatIsAwayIsNoDifference() {
        int exitCode = run(Map.of(
                "VOICGEN_KAFKA_BOOTSTRAP",
                "127.0.0.1:1",
                "VOICGEN_DATABASE_URL",
                "jdbc:postgresql://127.0.0.1:1/none"));

        assertThat(exitCode).isEqualTo(3);
        assertThat(told.toString(StandardCharsets.UTF_8)).startsWith("audit did not come to an end");
    }

    @Test
    void brokerThatHasNoAddressIsNoDifference() {
        int exitCode = run(Map.of("VOICGEN_KAFKA_BOOTSTRAP", "no.such.host.invalid:9092"));

        assertThat(exitCode).isEqualTo(3);
        assertThat(told.toString(StandardCharsets.UTF_8)).startsWith("audit did not come to an end");
    }

    @Test
    void unreadableReadyFileIsNoDifference(@TempDir Path folder) throws Exception {
        Path ready = Files.writeString(folder.resolve("ready.json"), "{");

        int exitCode = run(Map.of(), "--ready-file", ready.toString());

        assertThat(exitCode).isEqualTo(3);
    }

    private int run(Map<String, String> environment, String... args) {
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        return Audit.run(args, new HashMap<>(environment), out, out);
    }
}
