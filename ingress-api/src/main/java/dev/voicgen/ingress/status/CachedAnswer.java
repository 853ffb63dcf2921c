package dev.voicgen.ingress.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.platform.http.Answers;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Answers with an {@code ETag} made from the data, and with 304 where the client has just that (RFC 9110, 13.1.2). */
final class CachedAnswer {

    private CachedAnswer() {}

    static void write(Context ctx, Object data) {
        String tag = tag(data);
        ctx.header("ETag", tag).header("Cache-Control", "private, no-cache");
        if (matches(ctx.header("If-None-Match"), tag)) {
            ctx.status(304);
        } else {
            Answers.success(ctx, 200, "OK", data);
        }
    }

    /** Weak: what it stands for is the data, not the bytes. */
    private static String tag(Object data) {
        try {
            byte[] json = Json.mapper().writeValueAsBytes(data);
            Checksum checksum = new CRC32C();
            checksum.update(json);
            return "W/\"" + Long.toHexString(checksum.getValue()) + "-" + Integer.toHexString(json.length) + "\"";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer must be writable as JSON", e);
        }
    }

    private static boolean matches(String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .anyMatch(given -> "*".equals(given) || opaque(given).equals(opaque(tag)));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
