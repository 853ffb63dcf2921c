package dev.voicgen.standalone;

import dev.voicgen.standalone.terminal.Terminal;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says what is being started, a line each, and counts the seconds of the current one on a terminal. Thread-safe. */
public final class StartProgress implements AutoCloseable {

    private final PrintStream out;
    private final Terminal terminal;
    private final long begin = System.nanoTime();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "start-progress");
        thread.setDaemon(true);
        return thread;
    });
    private String step;
    private long stepBegin;

    public StartProgress(PrintStream out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
        if (terminal.isInteractive()) {
            var unused = ticks.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
        }
    }

    /** The one before has ended. */
    public synchronized void begin(String next) {
        endStep();
        step = next;
        stepBegin = System.nanoTime();
        out.print(terminal.isInteractive() ? next + " …" : next + " …" + System.lineSeparator());
        out.flush();
    }

    /** How long all has taken until now. */
    public Duration taken() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Override
    public synchronized void close() {
        ticks.shutdownNow();
        endStep();
        step = null;
    }

    private synchronized void tick() {
        if (step != null) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - stepBegin);
            out.print("\r" + step + " … " + seconds + " s");
            out.flush();
        }
    }

    private void endStep() {
        if (step != null && terminal.isInteractive()) {
            out.println();
        }
    }
}
