package dev.voicgen.platform.http;

/** Ends a handler with the {@link ApiError} that its client gets. It has no stack trace, as a refused request is no fault of ours. */
public final class FailedRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    public FailedRequest(ApiError error) {
        super(error.code(), null, false, false);
        this.error = error;
    }

    public ApiError error() {
        return error;
    }
}
