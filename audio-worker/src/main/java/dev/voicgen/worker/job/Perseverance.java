package dev.voicgen.worker.job;

import dev.voicgen.platform.database.SqlErrors;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a database access until it succeeds, for as long as the record is held: a database that is away loses no job. */
final class Perseverance {

    private static final Logger log = LoggerFactory.getLogger(Perseverance.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(4));

    /** The database answered, and its answer to these values will always be no. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Refused(SQLException cause) {
            super("the database refuses the values, SQL state " + cause.getSQLState(), cause);
        }
    }

    private Perseverance() {}

    /**
     * Answers what {@code access} does in the end; {@code what} is for the log.
     *
     * @throws Hold.Over once the record is no longer held
     * @throws Refused where trying again is of no use
     */
    static <T> T until(Hold hold, String what, Supplier<T> access) {
        for (int attempt = 1; ; attempt++) {
            hold.check();
            try {
                return access.get();
            } catch (JdbiException e) {
                Optional<SQLException> refusal = SqlErrors.of(e);
                if (refusal.isPresent()) {
                    throw new Refused(refusal.get());
                }
                log.warn("{}: the database is not available, trying again: {}", what, e.getMessage());
            }
            hold.pause(BACKOFF.after(attempt, Duration.ZERO));
        }
    }
}
