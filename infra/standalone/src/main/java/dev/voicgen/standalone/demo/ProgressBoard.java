package dev.voicgen.standalone.demo;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A progress bar for each of some things, say posts: redrawn in place on a terminal, a line for each step elsewhere. For one thread. */
public final class ProgressBoard {

    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal;
    private final Map<String, String> lines = new LinkedHashMap<>();
    private boolean drawn;

    public ProgressBoard(PrintStream out, List<String> posts) {
        this.out = out;
        // Said by the launcher: since JDK 22 Java itself cannot tell.
        this.terminal = Boolean.getBoolean("voicgen.terminal");
        posts.forEach(post -> lines.put(post, line(post, "waiting", 0)));
    }

    /** Shows that {@code post} has got to {@code percent}. */
    public void show(String post, String status, int percent) {
        String line = line(post, status, percent);
        if (line.equals(lines.put(post, line)) && drawn) {
            return;
        }
        if (terminal) {
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

    private static String line(String post, String status, int percent) {
        int full = WIDTH * percent / 100;
        return "%-16s [%s%s] %3d %% %s".formatted(post, "#".repeat(full), " ".repeat(WIDTH - full), percent, status);
    }
}
