package dev.voicgen.quota;

import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.testkit.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An instance in a process of its own, to be killed with SIGKILL. */
final class QuotaStreamProcess implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 90;
    private static final TestDatabase NO_DATABASE =
            new TestDatabase("jdbc:postgresql://127.0.0.1:1/none", "nobody", "");

    private final Process process;

    private QuotaStreamProcess(Process process) {
        this.process = process;
    }

    /** Returns once it says that it is ready. */
    static QuotaStreamProcess start(KafkaSettings kafka, Path stateDir) throws IOException {
        return start(kafka, stateDir, NO_DATABASE);
    }

    /** As {@link #start}, with a database. */
    static QuotaStreamProcess start(KafkaSettings kafka, Path stateDir, TestDatabase database) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        QuotaStream.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("VOICGEN_KAFKA_BOOTSTRAP", kafka.bootstrap());
        builder.environment().put("VOICGEN_KAFKA_PARTITIONS", String.valueOf(kafka.partitions()));
        builder.environment().put("VOICGEN_STATE_DIR", stateDir.toString());
        builder.environment().put("VOICGEN_DATABASE_URL", database.jdbcUrl());
        builder.environment().put("VOICGEN_DATABASE_USER", database.user());
        builder.environment().put("VOICGEN_DATABASE_PASSWORD", database.password());
        QuotaStreamProcess started = new QuotaStreamProcess(builder.start());
        CompletableFuture.runAsync(started::awaitReady)
                .orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .join();
        return started;
    }

    private void awaitReady() {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("quota-stream ready at ")) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("quota-stream ended before it was ready");
    }

    /** No shutdown hook, no finally. */
    @Override
    public void close() {
        process.destroyForcibly()
                .onExit()
                .orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
