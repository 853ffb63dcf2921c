package dev.voicgen.quota.admission;

import java.time.Instant;

/**
 * The place of a command on the log, and the time of its append: the only clock that admission uses.
 *
 * @param partition 0 to 1,023
 */
public record LogPosition(int partition, long offset, Instant appendTime) {

    private static final int PARTITIONS = 1_024;

    public LogPosition {
        if (partition < 0 || partition >= PARTITIONS) {
            throw new IllegalArgumentException("job ids have room for partitions 0 to 1023, not " + partition);
        }
    }

    /**
     * The id of the job that a request at this place queues: another one for each place, higher for each later place of
     * the same log, the same whenever the log is folded again, and below 2^53 (which JavaScript reads exactly) for the
     * first 8 * 10^12 records of a partition.
     */
    public long jobId() {
        return offset * PARTITIONS + partition;
    }
}
