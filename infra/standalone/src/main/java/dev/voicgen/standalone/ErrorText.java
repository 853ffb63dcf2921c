package dev.voicgen.standalone;

import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in one sentence why something failed, by the innermost cause that has a message. */
public final class ErrorText {

    private ErrorText() {}

    public static String of(Throwable failure) {
        String reason = failure.toString();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String words = words(cause);
            if (words != null && !words.isBlank()) {
                reason = words;
            }
        }
        return reason;
    }

    /** The messages of some exceptions are only a path, or missing. */
    private static String words(Throwable cause) {
        if (cause instanceof NoSuchFileException missing) {
            return missing.getFile() + ": there is no such file or folder";
        }
        if (cause instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (cause instanceof NotDirectoryException file) {
            return file.getFile() + " is not a folder";
        }
        if (cause instanceof FileSystemException file && file.getReason() == null) {
            return file.getFile() + ": " + file.getClass().getSimpleName();
        }
        if (cause instanceof UnresolvedAddressException) {
            return "unknown host";
        }
        if (cause instanceof ConnectException && cause.getMessage() == null) {
            return "connection refused";
        }
        return cause.getMessage();
    }
}
