package dev.voicgen.quota.audit;

import java.util.List;

/**
 * What an audit found.
 *
 * @param sites how each site's quota stands by the log, in words
 * @param checked what agrees, in words
 * @param differences what was told otherwise than the log says
 * @param unchecked what the log no longer tells
 */
public record Findings(List<String> sites, String checked, List<String> differences, List<String> unchecked) {

    private static final int AGREES = 0;
    private static final int DIFFERS = 1;
    private static final int CANNOT_TELL = 2;

    /** Of a process: 0 where all agrees, 1 where something differs, 2 where that cannot be told of everything. */
    public int exitCode() {
        if (!differences.isEmpty()) {
            return DIFFERS;
        }
        return unchecked.isEmpty() ? AGREES : CANNOT_TELL;
    }

    /** For people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        sites.forEach(site -> text.append(site).append('\n'));
        differences.forEach(
                difference -> text.append("DIFFERENT: ").append(difference).append('\n'));
        unchecked.forEach(gap -> text.append("NOT CHECKED: ").append(gap).append('\n'));
        String verdict = switch (exitCode()) {
            case AGREES -> "OK";
            case DIFFERS -> differences.size() + " differences";
            default -> "incomplete";
        };
        return text.append("audit: ")
                .append(verdict)
                .append(", ")
                .append(checked)
                .toString();
    }
}
