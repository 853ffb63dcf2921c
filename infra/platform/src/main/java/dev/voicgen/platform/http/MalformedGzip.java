package dev.voicgen.platform.http;

import java.io.IOException;

/** A body that calls itself gzip is none, is damaged, or ends too early. */
public final class MalformedGzip extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedGzip(IOException cause) {
        super("not valid gzip", cause);
    }

    /** What its sender is told. */
    public static ApiError failure() {
        return ApiError.of(400, "malformed_gzip", "The body is not valid gzip.");
    }
}
