package dev.voicgen.worker.job;

import dev.voicgen.platform.database.SqlErrors;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats a database access until it succeeds or the record's lease ends. So an outage of the database loses no job. */
final class DatabaseRetry {

    private static final Logger log = LoggerFactory.getLogger(DatabaseRetry.class);
    private static final RetryPolicy.Backoff BACKOFF =
            new RetryPolicy.Backoff(Duration.ofMillis(250), Duration.ofSeconds(4));

    /** The database refuses these values, and always will. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Refused(SQLException cause) {
            super("the database refuses the values, SQL state " + cause.getSQLState(), cause);
        }
    }

    private DatabaseRetry() {}

    /**
     * Answers the result of {@code access}.
     *
     * @param what names the access in the log
     * @throws RecordLease.Lost once the lease has ended
     * @throws Refused where another try is of no use
     */
    static <T> T until(RecordLease lease, String what, Supplier<T> access) {
        for (int attempt = 1; ; attempt++) {
            lease.check();
            try {
                return access.get();
            } catch (JdbiException e) {
                Optional<SQLException> refusal = SqlErrors.of(e);
                if (refusal.isPresent()) {
                    throw new Refused(refusal.get());
                }
                log.warn("{}: the database is not available, trying again: {}", what, e.getMessage());
            }
            lease.pause(BACKOFF.after(attempt, Duration.ZERO));
        }
    }
}
