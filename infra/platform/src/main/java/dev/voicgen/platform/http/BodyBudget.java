package dev.voicgen.platform.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The memory for bodies of which more is still to come, so that slow senders cannot fill the heap, nor one of them keep the
 * others out. Thread-safe.
 */
public final class BodyBudget {

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final long maxBytes;
    private final long maxBytesOfOne;
    private final Map<Object, Long> bytesByOwner = new HashMap<>();
    private long bytes;

    private BodyBudget(long maxBytes, long maxBytesOfOne) {
        this.maxBytes = maxBytes;
        this.maxBytesOfOne = maxBytesOfOne;
    }

    /** A sixteenth of the heap, for senders who are not told apart. */
    public static BodyBudget forAnybody() {
        return sized(Runtime.getRuntime().maxMemory() / 16, 1);
    }

    /** An eighth of the heap, of which one owner may take a quarter. */
    public static BodyBudget forOwners() {
        return sized(Runtime.getRuntime().maxMemory() / 8, 4);
    }

    static BodyBudget sized(long maxBytes, int owners) {
        return new BodyBudget(maxBytes, maxBytes / owners);
    }

    /** @throws FailedRequest with 503 where there is no room; then none is taken */
    synchronized void take(Object owner, int more) {
        long ofOwner = bytesByOwner.getOrDefault(owner, 0L);
        if (bytes + more > maxBytes || ofOwner + more > maxBytesOfOne) {
            throw new FailedRequest(
                    ApiError.unavailable("too_many_bodies", "Too many request bodies are being received now.", RETRY));
        }
        bytes += more;
        bytesByOwner.put(owner, ofOwner + more);
    }

    synchronized void free(Object owner, int taken) {
        bytes -= taken;
        bytesByOwner.computeIfPresent(owner, (same, held) -> held == taken ? null : (Long) (held - taken));
    }
}
