package dev.voicgen.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.testkit.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** {@code voicgen up} as a process of its own. */
final class UpProcess implements AutoCloseable {

    /** In the environment of an {@code up} that is not to warm up before it is ready. */
    static final Map<String, String> COLD = Map.of("VOICGEN_API_WARM_UP", "PT0S");

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final Process process;
    private final Path output;
    private final Path readyFile;

    private UpProcess(Process process, Path output, Path readyFile) {
        this.process = process;
        this.output = output;
        this.readyFile = readyFile;
    }

    /** Starts it on {@code data} and returns when the ready file is there. */
    static UpProcess start(Path data, Map<String, String> environment) throws IOException {
        UpProcess up = launch(data, environment);
        try {
            Awaitility.await()
                    .alias("up is ready")
                    .atMost(DEADLINE)
                    .until(() -> Files.exists(up.readyFile) || !up.process.isAlive());
        } catch (ConditionTimeoutException hangs) {
            throw new IOException("up is not ready: " + up.whatItDoes(data), hangs);
        }
        if (!Files.exists(up.readyFile)) {
            throw new IOException("up ended with " + up.process.exitValue() + ": " + up.output());
        }
        return up;
    }

    /** Its output, with a dump of its threads, and its log; it is killed. */
    private String whatItDoes(Path data) throws IOException {
        Process dump = new ProcessBuilder("kill", "-QUIT", String.valueOf(process.pid())).start();
        try {
            dump.waitFor();
            TimeUnit.SECONDS.sleep(1);
            kill9();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return output() + Files.readString(data.resolve("logs/voicgen.log"));
    }

    /** Starts it on {@code data}. */
    static UpProcess launch(Path data, Map<String, String> environment) throws IOException {
        Path readyFile = data.resolveSibling("ready.json");
        Path output = data.resolveSibling("output.txt");
        Files.deleteIfExists(readyFile);
        ProcessBuilder builder = new ProcessBuilder(JavaCommand.of(
                        1024,
                        Launcher.class.getName(),
                        "up",
                        "--data",
                        data.toString(),
                        "--api-port",
                        "0",
                        "--dashboard-port",
                        "0",
                        "--ready-file",
                        readyFile.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new UpProcess(builder.start(), output, readyFile);
    }

    JsonNode ready() throws IOException {
        return Json.mapper().readTree(readyFile.toFile());
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** As a power cut would: no hook runs. */
    void kill9() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM; answers the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("up does not stop");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            try {
                terminate();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new IOException("interrupted while up stops", e));
            }
        }
    }
}
