package dev.voicgen.standalone.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of one article.
 *
 * @param words spoken
 * @param audioSeconds 0 where there is no audio
 * @param timeToReady from the request to the status {@code ready}; null where it never came
 * @param callback what the listener got
 * @param file the MP3 that was saved; null where there is none
 * @param failure in words; null where there was none
 */
record DemoResult(
        String postId,
        int words,
        int audioSeconds,
        Duration timeToReady,
        CallbackState callback,
        Path file,
        String failure) {

    private static final String ROW = "%-16s %6s %9s %8s  %-9s %s%n";

    /** Whether a callback came, and whether its signature holds. */
    enum CallbackState {
        VERIFIED,
        FORGED,
        MISSING
    }

    /** What is wrong, in words; empty where the article went the whole way. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (failure != null) {
            faults.add(postId + ": " + failure);
        }
        if (callback != CallbackState.VERIFIED) {
            faults.add(postId + ": the callback is " + callback.name().toLowerCase(Locale.ROOT));
        }
        return faults;
    }

    /** The results as a table for people. */
    static String table(List<DemoResult> results) {
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
