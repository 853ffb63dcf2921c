package dev.voicgen.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table as Markdown has it, so that a result can be kept as it was printed. */
public final class MarkdownTable {

    private static final double MEBIBYTE = 1024 * 1024;

    private final List<List<String>> rows = new ArrayList<>();

    public MarkdownTable(String... columns) {
        rows.add(List.of(columns));
    }

    public MarkdownTable row(Object... cells) {
        rows.add(java.util.Arrays.stream(cells).map(String::valueOf).toList());
        return this;
    }

    public void print() {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < rows.get(0).size(); column++) {
            int at = column;
            widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        System.out.println();
        for (int i = 0; i < rows.size(); i++) {
            System.out.println(line(rows.get(i), widths));
            if (i == 0) {
                System.out.println(line(widths.stream().map("-"::repeat).toList(), widths));
            }
        }
        System.out.println();
    }

    private static String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < cells.size(); i++) {
            line.append(' ')
                    .append(cells.get(i))
                    .append(" ".repeat(widths.get(i) - cells.get(i).length()))
                    .append(" |");
        }
        return line.toString();
    }

    /** What is going on, for whoever waits. */
    public static void step(String what) {
        System.err.println("… " + what);
    }

    /** Microseconds as milliseconds. */
    public static String millis(long micros) {
        return String.format(Locale.ROOT, "%.1f ms", micros / 1e3);
    }

    /** How many a second. */
    public static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.0f/s", perSecond);
    }

    public static String percent(double part, double whole) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * part / whole);
    }

    public static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f MiB", bytes / MEBIBYTE);
    }

    public static String decimal(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }
}
