package dev.voicgen.ingress.bulk;

import dev.voicgen.platform.http.MalformedGzip;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.LongSupplier;

/**
 * The body of an upload, decompressed: at most {@link #MAX_BYTES} of it, and only as long as its sender keeps sending. The
 * time that counts is the time spent waiting for the sender, not the time in which items are put on the log. For one thread.
 */
final class UploadBody implements UploadBytes {

    static final int MAX_MIB = 64;
    static final long MAX_BYTES = MAX_MIB * 1024L * 1024;

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final long MIN_BYTES_PER_SECOND = 32 * 1024;

    private final InputStream body;
    private final LongSupplier nanoTime;
    private final MessageDigest read = sha256();
    private long bytes;
    private long waitedNanos;

    UploadBody(InputStream body) {
        this(body, System::nanoTime);
    }

    UploadBody(InputStream body, LongSupplier nanoTime) {
        this.body = body;
        this.nanoTime = nanoTime;
    }

    /**
     * Fills some of {@code chunk}; answers how much, or -1 at the end.
     *
     * @throws UploadEnd.Early where it is too large or too slow or breaks off
     */
    @Override
    public int read(byte[] chunk) throws UploadEnd.Early {
        long start = nanoTime.getAsLong();
        int count = receive(chunk);
        waitedNanos += nanoTime.getAsLong() - start;
        bytes += Math.max(0, count);
        read.update(chunk, 0, Math.max(0, count));
        if (bytes > MAX_BYTES) {
            throw new UploadEnd.Early(UploadEnd.TOO_LARGE);
        }
        if (waitedNanos > allowed().toNanos()) {
            throw new UploadEnd.Early(UploadEnd.TOO_SLOW);
        }
        return count;
    }

    /** SHA-256 of all that was read, in hexadecimal. To be called once, at the end. */
    String digest() {
        return HexFormat.of().formatHex(read.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private int receive(byte[] chunk) throws UploadEnd.Early {
        try {
            return body.read(chunk);
        } catch (MalformedGzip damaged) {
            throw new UploadEnd.Early(UploadEnd.DAMAGED);
        } catch (IOException brokenOff) {
            throw new UploadEnd.Early(UploadEnd.HUNG_UP);
        }
    }

    private Duration allowed() {
        return GRACE.plusSeconds(bytes / MIN_BYTES_PER_SECOND);
    }
}
