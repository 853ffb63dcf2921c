package dev.voicgen.ingress.bulk;

import dev.voicgen.platform.http.ApiError;
import java.io.IOException;

/** The upload ends before its regular end. */
final class UploadEnded extends IOException {

    private static final long serialVersionUID = 1L;

    private final Ending ending;
    private final String place;

    UploadEnded(Ending ending) {
        this(ending, "");
    }

    /** @param place where it ended, for people; may be empty */
    UploadEnded(Ending ending, String place) {
        super(ending.name());
        this.ending = ending;
        this.place = place;
    }

    /** What the client is told. */
    ApiError failure() {
        ApiError failure = ending.failure();
        String message = failure.message();
        return place.isEmpty()
                ? failure
                : ApiError.of(
                        failure.status(),
                        failure.code(),
                        message.substring(0, message.length() - 1) + " " + place + ".");
    }

    Ending ending() {
        return ending;
    }
}
