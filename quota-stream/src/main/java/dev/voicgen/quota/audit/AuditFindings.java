package dev.voicgen.quota.audit;

import java.util.List;

/**
 * The result of an audit.
 *
 * @param sites each site's quota according to the log, as texts
 * @param checked the number of things compared, as a text
 * @param differences published verdicts and counts that contradict the log
 * @param unchecked what cannot be checked, because the log does not go back far enough
 */
public record AuditFindings(List<String> sites, String checked, List<String> differences, List<String> unchecked) {

    private static final int AGREES = 0;
    private static final int DIFFERS = 1;
    private static final int CANNOT_TELL = 2;

    /** The exit code of the process: 0 where all agrees, 1 where something differs, 2 where something is unchecked. */
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
