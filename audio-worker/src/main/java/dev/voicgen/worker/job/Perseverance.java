package dev.voicgen.worker.job;

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
                Optional<SQLException> refusal = refusal(e);
                if (refusal.isPresent()) {
                    throw new Refused(refusal.get());
                }
                log.warn("{}: the database is not available, trying again: {}", what, e.getMessage());
            }
            hold.pause(BACKOFF.after(attempt, Duration.ZERO));
        }
    }

    /** SQL states of class 22 (data) and 23 (integrity) blame the values; everything else may pass. */
    private static Optional<SQLException> refusal(JdbiException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                boolean blamesValues =
                        sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23");
                return blamesValues ? Optional.of(sql) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
