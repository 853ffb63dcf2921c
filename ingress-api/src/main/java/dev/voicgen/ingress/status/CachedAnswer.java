package dev.voicgen.ingress.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.platform.http.Envelope;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Answers with an {@code ETag} made from the data, and with 304 where the client has just that (RFC 9110, 13.1.2). */
final class CachedAnswer {

    private CachedAnswer() {}

    static void write(Context ctx, Object data) {
        String json = json(data);
        String tag = tag(json);
        ctx.header("ETag", tag).header("Cache-Control", "private, no-cache");
        if (matches(ctx.header("If-None-Match"), tag)) {
            // The type of what the client has: a cache replaces its headers with those of this answer.
            ctx.status(304).contentType("application/json");
        } else {
            Envelope.success(ctx, 200, "OK", new RawValue(json));
        }
    }

    private static String json(Object data) {
        try {
            return Json.answers().writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer must be writable as JSON", e);
        }
    }

    /** Weak: what it stands for is the data, not the bytes. */
    private static String tag(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        Checksum checksum = new CRC32C();
        checksum.update(bytes);
        return "W/\"" + Long.toHexString(checksum.getValue()) + "-" + Integer.toHexString(bytes.length) + "\"";
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
