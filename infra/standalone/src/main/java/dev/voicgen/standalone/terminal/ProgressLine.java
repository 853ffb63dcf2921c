package dev.voicgen.standalone.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * One line that shows the progress of a long task. On a terminal the line is redrawn in its place. Elsewhere it is written again,
 * but not more often than a reader of a log wants. Thread-safe.
 */
public final class ProgressLine {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream out;
    private final Terminal terminal;
    private final InstantSource clock;
    private Instant lastLine = Instant.MIN;
    private String shown = "";
    private boolean ended;

    public ProgressLine(PrintStream out, Terminal terminal, InstantSource clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    public synchronized void show(int percent, String words) {
        if (ended) {
            return;
        }
        if (terminal.isInteractive()) {
            shown = ProgressBar.line("", percent, words, terminal.columns());
            out.print(CLEAR + shown);
            out.flush();
        } else if (!shown.equals(words) && lastLine.plus(BETWEEN_LINES).isBefore(clock.instant())) {
            shown = words;
            lastLine = clock.instant();
            out.println("%3d %% %s".formatted(percent, words));
        }
    }

    /** A sentence that stays, above the line. */
    public synchronized void say(String sentence) {
        out.println((terminal.isInteractive() && !shown.isEmpty() ? CLEAR : "") + sentence);
        if (terminal.isInteractive() && !shown.isEmpty()) {
            out.print(shown);
            out.flush();
        }
    }

    /**
     * Takes the line away for good, because what follows says more.
     *
     * @param sentence in its place; may be empty
     */
    public synchronized void end(String sentence) {
        if (!ended && terminal.isInteractive() && !shown.isEmpty()) {
            out.print(CLEAR);
        }
        if (!ended && !sentence.isEmpty()) {
            out.println(sentence);
        }
        out.flush();
        ended = true;
    }
}
