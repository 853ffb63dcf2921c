package dev.voicgen.ingress.bulk;

import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.MalformedGzip;
import java.util.List;
import java.util.Map;

/** How an upload ended. What was read before its end stays in the batch. */
enum Ending {
    COMPLETE(422, "validation_failed", "The items field must have at least 1 item."),
    HUNG_UP(400, "upload_broken_off", "The upload broke off."),
    DAMAGED(400, MalformedGzip.failure().code(), MalformedGzip.failure().message()),
    TOO_SLOW(408, "request_timeout", "The request took too long to arrive."),
    TOO_LARGE(413, "body_too_large", "A batch must not be larger than " + UploadInput.MAX_MIB + " MiB."),
    TOO_MANY(413, "too_many_items", "A batch must not have more than " + Upload.MAX_ITEMS + " items."),
    MALFORMED(400, "malformed_json", "The body is not valid JSON.");

    private final int status;
    private final String code;
    private final String message;

    Ending(int status, String code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    /** What the client is told; after a complete upload only where it brought nothing. */
    ApiError failure() {
        return this == COMPLETE
                ? ApiError.invalid(Map.of("items", List.of(message)))
                : ApiError.of(status, code, message);
    }
}
