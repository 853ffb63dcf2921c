package dev.voicgen.standalone.terminal;

/** A line that shows how far something is, as wide as the terminal has room. */
public final class ProgressBar {

    private static final int WIDEST = 30;
    private static final int NARROWEST = 8;
    private static final int FRAME = 3;

    private ProgressBar() {}

    /**
     * In fewer than {@code columns} characters, because the cursor stands behind the last: first the bar is made narrower, then it is left
     * out, then {@code words} are cut.
     *
     * @param name in front of the bar; may be empty
     */
    public static String line(String name, int percent, String words, int columns) {
        String head = name.isEmpty() ? "" : name + " ";
        String tail = "%3d %% %s".formatted(percent, words);
        int room = columns - 1 - head.length() - tail.length() - FRAME;
        String line = room < NARROWEST ? head + tail : head + bar(Math.min(WIDEST, room), percent) + tail;
        return line.length() < columns ? line : line.substring(0, columns - 2) + "…";
    }

    private static String bar(int width, int percent) {
        int full = width * percent / 100;
        return "[" + "#".repeat(full) + " ".repeat(width - full) + "] ";
    }
}
