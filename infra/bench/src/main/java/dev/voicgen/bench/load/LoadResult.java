package dev.voicgen.bench.load;

/**
 * What came of a plan. Latencies are in microseconds, from when a request was due to its whole answer.
 *
 * @param unexpected answers of another status, in {@code answered} too
 * @param broken connections that broke off
 * @param cpuSeconds used by the driver's process
 */
public record LoadResult(
        long answered, long unexpected, long broken, double seconds, double cpuSeconds, long p50, long p99, long max) {

    public double perSecond() {
        return answered / seconds;
    }

    /** The faster of two; {@code before} may be null. */
    public static LoadResult better(LoadResult before, LoadResult now) {
        return before == null || now.perSecond() > before.perSecond() ? now : before;
    }
}
