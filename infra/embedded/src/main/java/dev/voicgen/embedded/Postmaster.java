package dev.voicgen.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server process of one cluster directory, found through its {@code postmaster.pid}. It is a process of
 * its own and survives a kill of the JVM that started it. To be used only while holding the directory's lock: then no
 * living JVM owns the server.
 */
final class Postmaster {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(30);
    private static final Duration IMMEDIATE_SHUTDOWN = Duration.ofSeconds(10);
    private static final Duration SIGNAL_TIMEOUT = Duration.ofSeconds(5);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Path cluster;
    private final Path pidFile;

    Postmaster(Path cluster) {
        this.cluster = cluster;
        this.pidFile = cluster.resolve("postmaster.pid");
    }

    /**
     * Stops a server that still runs on the cluster, at most 40 seconds later, and removes a pid file that would keep
     * the next one from starting.
     *
     * @throws IOException if the server does not stop
     */
    void stopLeftover() throws IOException {
        Optional<ProcessHandle> process = recordedProcess();
        if (process.isEmpty()) {
            // PostgreSQL itself recognises a pid file whose process is gone.
            return;
        }
        if (!serves(process.get())) {
            // The number belongs to another process by now; PostgreSQL would take that for a running server.
            Files.deleteIfExists(pidFile);
            return;
        }
        LOG.warn(
                "postgres_leftover pid={} cluster={} action=stop", process.get().pid(), cluster);
        if (!stopped(process.get(), "INT", FAST_SHUTDOWN) && !stopped(process.get(), "QUIT", IMMEDIATE_SHUTDOWN)) {
            throw new IOException(
                    "PostgreSQL process " + process.get().pid() + " still runs on " + cluster + ". Stop it by hand.");
        }
    }

    private Optional<ProcessHandle> recordedProcess() throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
    }

    /** The command line stays readable where the server runs in a user namespace of its own, as it does for root. */
    private boolean serves(ProcessHandle process) {
        boolean postgres = process.info()
                .command()
                .filter(command -> command.endsWith("/postgres"))
                .isPresent();
        String[] arguments = process.info().arguments().orElse(new String[0]);
        return postgres && Arrays.asList(arguments).contains(cluster.toString());
    }

    /** A server removes its pid file as the last thing it does; a zombie would count as alive for ever. */
    private boolean stopped(ProcessHandle process, String signal, Duration timeout) throws IOException {
        send(signal, process.pid());
        long end = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive() || !Files.exists(pidFile)) {
                return true;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return false;
    }

    /** Java sends only TERM, on which the server waits for its clients. {@code kill} is a builtin of every shell. */
    private static void send(String signal, long pid) throws IOException {
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!kill.waitFor(SIGNAL_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                kill.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while stopping PostgreSQL process " + pid, e);
        }
    }
}
