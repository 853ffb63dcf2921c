package dev.voicgen.ingress.bulk;

import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.MalformedGzip;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** How an upload ended. Items that were read before the end stay in the batch. */
enum UploadEnd {
    COMPLETE(422, "validation_failed", "The items field must have at least 1 item."),
    HUNG_UP(400, "upload_broken_off", "The upload broke off."),
    DAMAGED(400, MalformedGzip.failure().code(), MalformedGzip.failure().message()),
    TOO_SLOW(408, "request_timeout", "The request took too long to arrive."),
    TOO_LARGE(413, "body_too_large", "A batch must not be larger than " + UploadBody.MAX_MIB + " MiB."),
    TOO_MANY(413, "too_many_items", "A batch must not have more than " + Upload.MAX_ITEMS + " items."),
    MALFORMED(400, "malformed_json", "The body is not valid JSON.");

    private final int status;
    private final String code;
    private final String message;

    UploadEnd(int status, String code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    /** What the client is told. After a complete upload it is told so only if there was no item. */
    ApiError error() {
        return error("");
    }

    private ApiError error(String place) {
        if (this == COMPLETE) {
            return ApiError.invalid(Map.of("items", List.of(message)));
        }
        String whole = place.isEmpty() ? message : message.substring(0, message.length() - 1) + " " + place + ".";
        return ApiError.of(status, code, whole);
    }

    /** Ends the reading of an upload before its regular end. */
    static final class Early extends IOException {

        private static final long serialVersionUID = 1L;

        private final UploadEnd end;
        private final String place;

        Early(UploadEnd end) {
            this(end, "");
        }

        /** @param place where it ended, for people; may be empty */
        Early(UploadEnd end, String place) {
            super(end.name());
            this.end = end;
            this.place = place;
        }

        UploadEnd end() {
            return end;
        }

        ApiError error() {
            return end.error(place);
        }
    }
}
