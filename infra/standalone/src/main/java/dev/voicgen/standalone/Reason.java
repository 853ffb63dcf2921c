package dev.voicgen.standalone;

/** Why something failed, in the words of the innermost cause that has any. */
public final class Reason {

    private Reason() {}

    public static String of(Throwable failure) {
        String reason = failure.toString();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                reason = cause.getMessage();
            }
        }
        return reason;
    }
}
