package dev.voicgen.platform.http;

import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** How a request's body is compressed (RFC 9110, 8.4). */
enum ContentCoding {
    IDENTITY,
    GZIP;

    /** @throws FailedRequest with 415 where it is compressed in another way */
    static ContentCoding of(Context ctx) {
        String given = ctx.req().getHeader("Content-Encoding");
        return switch (given == null ? "" : given.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            default ->
                throw new FailedRequest(
                        ApiError.of(415, "unsupported_media_type", "The Content-Encoding must be gzip or identity.")
                                .withHeader("Accept-Encoding", "gzip, identity"));
        };
    }

    /** {@code body} as its sender had it before it was compressed. */
    InputStream decoded(InputStream body) {
        return this == GZIP ? new GunzippedStream(body) : body;
    }

    /** @throws FailedRequest with 413 where more than {@code maxBytes} come out, 400 where it is damaged */
    byte[] decoded(byte[] body, int maxBytes) {
        if (this == IDENTITY) {
            return body;
        }
        try (InputStream in = decoded(new ByteArrayInputStream(body))) {
            byte[] decoded = in.readNBytes(maxBytes + 1);
            if (decoded.length > maxBytes) {
                throw new FailedRequest(ApiError.ofStatus(413));
            }
            return decoded;
        } catch (IOException damaged) {
            throw new FailedRequest(MalformedGzip.failure());
        }
    }
}
