package dev.voicgen.platform.http;

/** Leaves a handler with a {@link Failure} for the client. Without a stack trace: it is an answer, not an accident. */
public final class FailedRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public FailedRequest(Failure failure) {
        super(failure.code(), null, false, false);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
