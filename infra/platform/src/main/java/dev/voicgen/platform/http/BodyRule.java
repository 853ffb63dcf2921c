package dev.voicgen.platform.http;

import io.javalin.http.Context;
import java.util.List;

/**
 * What a route takes as its body.
 *
 * @param types what it may call itself; empty: whatever it likes
 * @param maxBytes at most so many, as sent and also after decompression
 * @param room holds it until it is whole
 */
public record BodyRule(List<String> types, int maxBytes, BodyBudget room) {

    public BodyRule {
        types = List.copyOf(types);
    }

    /**
     * What the head alone tells.
     *
     * @throws FailedRequest with 415 or 413
     */
    void checkHead(Context ctx) {
        if (!types.isEmpty()) {
            MediaType.require(ctx, types);
        }
        ContentCoding.of(ctx);
        if (ctx.req().getContentLengthLong() > maxBytes) {
            throw new FailedRequest(ApiError.ofStatus(413));
        }
    }
}
