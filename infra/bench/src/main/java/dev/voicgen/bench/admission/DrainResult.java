package dev.voicgen.bench.admission;

import dev.voicgen.bench.run.CpuByRole;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How a log was worked off, between two numbers of records.
 *
 * @param coreSeconds processor time of the threads that did it: a stream thread, its producer's and its heartbeat's
 */
record DrainResult(long records, double seconds, double coreSeconds) {

    private static final long PAUSE_MS = 20;

    /**
     * Waits until {@code count} has passed {@code from}, and measures until it is {@code to}.
     *
     * @param role how the threads' roles begin
     */
    static DrainResult measure(LongSupplier count, long from, long to, String role) throws InterruptedException {
        long first = await(count, from);
        CpuByRole before = CpuByRole.now();
        long start = System.nanoTime();
        long last = await(count, to);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new DrainResult(
                last - first, seconds, CpuByRole.now().since(before).of(role));
    }

    static long await(LongSupplier count, long atLeast) throws InterruptedException {
        long now = count.getAsLong();
        while (now < atLeast) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            now = count.getAsLong();
        }
        return now;
    }

    double perSecond() {
        return records / seconds;
    }

    double perCoreSecond() {
        return records / coreSeconds;
    }
}
