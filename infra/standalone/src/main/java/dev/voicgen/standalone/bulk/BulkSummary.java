package dev.voicgen.standalone.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What became of all articles, for people. */
record BulkSummary(BatchProgress total, List<Fault> faults) {

    private static final int SHOWN_FAULTS = 50;

    /** An article without audio. */
    record Fault(String status, String post, String code, String message) {

        static Fault of(JsonNode item) {
            return new Fault(
                    item.path("status").asText(),
                    item.path("post_id").asText("item " + item.path("index").asText()),
                    item.path("code").asText(),
                    item.path("message").asText());
        }
    }

    boolean allReady() {
        return total.failed() + total.rejected() == 0;
    }

    String table() {
        StringBuilder table = new StringBuilder("\n%8s %8s %9s%n".formatted("ready", "failed", "rejected"));
        table.append("%8d %8d %9d%n".formatted(total.ready(), total.failed(), total.rejected()));
        if (!faults.isEmpty()) {
            table.append('\n');
        }
        faults.stream()
                .limit(SHOWN_FAULTS)
                .forEach(fault -> table.append(
                        "%-9s %-32s %s: %s%n".formatted(fault.status(), fault.post(), fault.code(), fault.message())));
        if (faults.size() > SHOWN_FAULTS) {
            table.append("… and %d more%n".formatted(faults.size() - SHOWN_FAULTS));
        }
        if (!allReady()) {
            table.append("\nTo send those without audio anew, run the same command with --again.\n");
        }
        return table.toString();
    }
}
