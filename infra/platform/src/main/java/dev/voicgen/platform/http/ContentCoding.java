package dev.voicgen.platform.http;

import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

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

    /**
     * What a gzip stream of any number of members holds. Damage is told as {@link MalformedGzip}, a failure to read the stream
     * itself as it is. Nothing is read before the first byte is asked for. For one thread.
     */
    private static final class GunzippedStream extends InputStream {

        /** Damage takes with it what was decompressed in the same read, so a read is short. */
        private static final int LONGEST_READ = 4096;

        private final Compressed compressed;
        private InputStream members;

        GunzippedStream(InputStream compressed) {
            this.compressed = new Compressed(compressed);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                if (members == null) {
                    members = GzipCompressorInputStream.builder()
                            .setInputStream(compressed)
                            .setDecompressConcatenated(true)
                            .get();
                }
                return members.read(into, offset, Math.min(length, LONGEST_READ));
            } catch (IOException e) {
                throw compressed.failure == null ? new MalformedGzip(e) : compressed.failure;
            }
        }

        @Override
        public void close() throws IOException {
            if (members != null) {
                members.close();
            }
            compressed.close();
        }

        /** Remembers whether it was its own reading that failed. */
        private static final class Compressed extends FilterInputStream {

            private IOException failure;

            Compressed(InputStream in) {
                super(in);
            }

            @Override
            public int read() throws IOException {
                try {
                    return super.read();
                } catch (IOException e) {
                    failure = e;
                    throw e;
                }
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                try {
                    return super.read(into, offset, length);
                } catch (IOException e) {
                    failure = e;
                    throw e;
                }
            }
        }
    }
}
