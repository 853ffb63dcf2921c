package dev.voicgen.standalone.bulk;

import dev.voicgen.standalone.Launcher;
import dev.voicgen.testkit.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code voicgen bulk} as a process of its own. Not for use by several threads. */
final class CliProcess implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 120;

    /** @param output what it printed, errors included */
    record Result(int exitCode, String output) {}

    private final Process process;
    private final CompletableFuture<String> output;

    private CliProcess(Process process) {
        this.process = process;
        this.output = CompletableFuture.supplyAsync(() -> read(process));
    }

    /**
     * @param articles a file or a directory
     * @param more options
     */
    static CliProcess start(Path articles, URI api, String key, String... more) throws IOException {
        List<String> command =
                JavaCommand.of(128, Launcher.class.getName(), "bulk", articles.toString(), "--url", api.toString());
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("VOICGEN_API_KEY", key);
        return new CliProcess(builder.start());
    }

    /** Waits for its end. */
    Result result() {
        process.onExit().orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS).join();
        return new Result(process.exitValue(), output.join());
    }

    /** Kills it with SIGKILL in the middle of what it does. */
    void kill() {
        if (!process.isAlive()) {
            throw new IllegalStateException("it has ended before: " + result());
        }
        close();
    }

    /** SIGKILL as well, if it still runs. */
    @Override
    public void close() {
        process.destroyForcibly()
                .onExit()
                .orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
