package dev.voicgen.ingress.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.voicgen.ingress.generate.PostFields;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.MediaType;
import dev.voicgen.platform.http.WebUrl;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an upload says of itself outside its body.
 *
 * @param lines whether it is NDJSON, and not one JSON document
 * @param repeatable whether it has an Idempotency-Key, so that it may have been sent before
 * @param callbackUrl of the query; may be null
 */
record UploadRequest(boolean lines, BatchId batch, boolean repeatable, String callbackUrl) {

    private static final List<String> TYPES = List.of(MediaType.JSON, "application/x-ndjson", "application/ndjson");
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[!-~]{1,255}");

    /** @throws FailedRequest with 415, 413 or 422 */
    static UploadRequest of(Context ctx, long siteId) {
        boolean lines = !MediaType.JSON.equals(MediaType.require(ctx, TYPES));
        if (ctx.req().getContentLengthLong() > UploadBody.MAX_BYTES) {
            throw new FailedRequest(UploadEnd.TOO_LARGE.error());
        }
        Optional<String> key = idempotencyKey(ctx);
        BatchId batch = key.map(given -> BatchId.of(siteId, given)).orElseGet(BatchId::random);
        return new UploadRequest(
                lines,
                batch,
                key.isPresent(),
                callbackUrl(Input.parameters(ctx)).orElse(null));
    }

    /**
     * The URL in the body, or else in the query.
     *
     * @throws FailedRequest with 422 where it is none
     */
    String callbackUrlWith(JsonNode inBody) {
        return callbackUrl(Input.of(JsonNodeFactory.instance.objectNode().set("callback_url", inBody)))
                .orElse(callbackUrl);
    }

    private static Optional<String> idempotencyKey(Context ctx) {
        List<String> given = Collections.list(ctx.req().getHeaders("Idempotency-Key"));
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (given.size() > 1 || !IDEMPOTENCY_KEY.matcher(given.get(0)).matches()) {
            throw invalid("idempotency_key", "The Idempotency-Key must be 1 to 255 visible ASCII characters.");
        }
        return Optional.of(given.get(0));
    }

    private static Optional<String> callbackUrl(Input input) {
        Optional<WebUrl> url = PostFields.callbackUrl(input).get();
        input.check();
        return url.map(WebUrl::value);
    }

    private static FailedRequest invalid(String field, String message) {
        return new FailedRequest(ApiError.invalid(Map.of(field, List.of(message))));
    }
}
