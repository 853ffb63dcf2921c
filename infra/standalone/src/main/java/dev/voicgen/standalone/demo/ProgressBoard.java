package dev.voicgen.standalone.demo;

import dev.voicgen.standalone.terminal.ProgressBar;
import dev.voicgen.standalone.terminal.Terminal;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A progress bar for each of some things, say posts: redrawn in place on a terminal, a line for each step elsewhere. For one thread. */
final class ProgressBoard {

    private final PrintStream out;
    private final Terminal terminal;
    private final Map<String, String> lines = new LinkedHashMap<>();
    private boolean drawn;

    ProgressBoard(PrintStream out, Terminal terminal, List<String> posts) {
        this.out = out;
        this.terminal = terminal;
        posts.forEach(post -> lines.put(post, line(post, "waiting", 0)));
    }

    /** Shows that {@code post} has got to {@code percent}. */
    void show(String post, String status, int percent) {
        String line = line(post, status, percent);
        if (line.equals(lines.put(post, line)) && drawn) {
            return;
        }
        if (terminal.isInteractive()) {
            redraw();
        } else {
            out.println(line);
        }
        drawn = true;
    }

    private void redraw() {
        if (drawn) {
            out.print("\u001b[" + lines.size() + "A");
        }
        lines.values().forEach(line -> out.println("\u001b[2K" + line));
    }

    private String line(String post, String status, int percent) {
        return ProgressBar.line("%-16s".formatted(post), percent, status, terminal.columns());
    }
}
