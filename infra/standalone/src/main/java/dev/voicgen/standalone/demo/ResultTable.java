package dev.voicgen.standalone.demo;

import java.util.List;
import java.util.Locale;

/** The results as a table for people. */
final class ResultTable {

    private static final String ROW = "%-16s %6s %9s %8s  %-9s %s%n";

    private ResultTable() {}

    static String of(List<DemoResult> results) {
        StringBuilder table = new StringBuilder("\n");
        table.append(ROW.formatted("post", "words", "audio", "ready", "callback", "file"));
        for (DemoResult result : results) {
            table.append(ROW.formatted(
                    result.postId(),
                    result.words(),
                    result.audioSeconds() + " s",
                    result.timeToReady() == null ? "never" : seconds(result),
                    result.callback().name().toLowerCase(Locale.ROOT),
                    result.file() == null ? "-" : result.file()));
        }
        return table.toString();
    }

    private static String seconds(DemoResult result) {
        return "%.1f s".formatted(result.timeToReady().toMillis() / 1000.0);
    }
}
