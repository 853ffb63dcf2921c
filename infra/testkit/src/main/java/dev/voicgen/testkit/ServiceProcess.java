package dev.voicgen.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A service in a JVM of its own with this one's class path, to be killed, or stopped and continued, in the middle of what it
 * does. Its log goes to this JVM's error output. Not for use by several threads.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 120;
    private static final String READY = " ready at ";

    private final Process process;
    private final URI url;

    private ServiceProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Returns once it has printed its line with {@code ready at}.
     *
     * @param mainClass by name, so that the caller need not be able to see it
     * @param environment beside this process's own
     */
    public static ServiceProcess start(String mainClass, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(256, mainClass, environment, arguments);
    }

    /** With a heap of so many mebibytes. */
    public static ServiceProcess start(
            int heapMiB, String mainClass, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = JavaCommand.of(heapMiB, "-Dvoicgen.log=WARN", mainClass);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            URI url = CompletableFuture.supplyAsync(() -> awaitReady(process))
                    .orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .join();
            return new ServiceProcess(process, url);
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw new IOException(mainClass + " did not become ready", e);
        }
    }

    private static URI awaitReady(Process process) {
        // Never closed: the child may go on writing, and a closed pipe would end it.
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                int ready = line.indexOf(READY);
                if (ready >= 0) {
                    drain(output);
                    return URI.create(line.substring(ready + READY.length()).strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("it ended before it was ready");
    }

    private static void drain(BufferedReader output) {
        Thread drain = new Thread(() -> output.lines().forEach(line -> {}), "child-output");
        drain.setDaemon(true);
        drain.start();
    }

    /** As it said itself. */
    public URI url() {
        return url;
    }

    /** SIGSTOP: everything in it stands still, also its clocks' readers. */
    public void suspend() throws IOException {
        signal("-STOP");
    }

    /** SIGCONT. */
    public void resume() throws IOException {
        signal("-CONT");
    }

    /** SIGKILL, as a power cut would: no hook runs. Returns when it has ended. */
    public void kill() {
        process.destroyForcibly()
                .onExit()
                .orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** SIGKILL as well: what a test has left running deserves no better. */
    @Override
    public void close() {
        kill();
    }

    private void signal(String name) throws IOException {
        Process kill = new ProcessBuilder("kill", name, String.valueOf(process.pid())).start();
        try {
            if (kill.waitFor() != 0) {
                throw new IOException("kill " + name + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
