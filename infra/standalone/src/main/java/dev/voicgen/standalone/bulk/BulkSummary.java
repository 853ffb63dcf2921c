package dev.voicgen.standalone.bulk;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What became of all articles, for people. */
record BulkSummary(BatchProgress total, List<String> batchIds, List<ArticleOutcome> outcomes) {

    private static final int SHOWN_FAULTS = 50;
    /** A longer list is not readable on a screen. */
    private static final int SHOWN_AUDIO = 20;

    boolean allReady() {
        return total.failed() + total.rejected() == 0;
    }

    String table() {
        return counts() + audio() + changed() + faults() + batches() + advice();
    }

    private String counts() {
        return "\n%8s %8s %9s%n%8d %8d %9d%n"
                .formatted("ready", "failed", "rejected", total.ready(), total.failed(), total.rejected());
    }

    private String audio() {
        List<ArticleOutcome> ready =
                outcomes.stream().filter(outcome -> outcome.audioUrl() != null).toList();
        return ready.size() > SHOWN_AUDIO
                ? ""
                : list(
                        ready,
                        SHOWN_AUDIO,
                        outcome -> "%-9s %-32s %4d s  %s"
                                .formatted("ready", outcome.name(), outcome.seconds(), outcome.audioUrl()));
    }

    private String changed() {
        return list(
                changedOnes().toList(),
                SHOWN_FAULTS,
                outcome -> "%-9s %-32s its audio is of an older text (%s)"
                        .formatted("changed", outcome.name(), outcome.place()));
    }

    private String faults() {
        return list(
                outcomes.stream()
                        .filter(outcome -> outcome.status().equals("failed")
                                || outcome.status().equals("rejected"))
                        .toList(),
                SHOWN_FAULTS,
                outcome -> "%-9s %-32s %s: %s%s"
                        .formatted(
                                outcome.status(),
                                outcome.name(),
                                outcome.code(),
                                outcome.message(),
                                outcome.post() == null ? "" : " (" + outcome.place() + ")"));
    }

    private String batches() {
        return "\n" + (batchIds.size() == 1 ? "Batch " : "Batches ") + String.join(", ", batchIds) + "\n";
    }

    private String advice() {
        long changed = changedOnes().count();
        String regenerate = changed == 0
                ? ""
                : "%d ready, %d of them with the audio of an older text: --regenerate makes that anew.%n"
                        .formatted(total.ready(), changed);
        String again = allReady() ? "" : "To send those without audio anew, run the same command with --again.\n";
        return regenerate + again;
    }

    private Stream<ArticleOutcome> changedOnes() {
        return outcomes.stream().filter(outcome -> outcome.isReady() && outcome.contentChanged());
    }

    private static String list(List<ArticleOutcome> outcomes, int most, Function<ArticleOutcome, String> row) {
        if (outcomes.isEmpty()) {
            return "";
        }
        StringBuilder list = new StringBuilder("\n");
        outcomes.stream().limit(most).map(row).forEach(text -> list.append(text).append('\n'));
        if (outcomes.size() > most) {
            list.append("… and %d more%n".formatted(outcomes.size() - most));
        }
        return list.toString();
    }
}
