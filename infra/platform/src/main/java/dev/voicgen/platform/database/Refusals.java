package dev.voicgen.platform.database;

import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;

/** Tells a database that says no to some values, and always will, from one that is away. */
public final class Refusals {

    private Refusals() {}

    /**
     * What the database has against the values: SQL states of class 22 (data) and 23 (integrity). Empty where the failure
     * may pass: the same statement can go well another time.
     */
    public static Optional<SQLException> of(JdbiException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return blamesValues(sql.getSQLState()) ? Optional.of(sql) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean blamesValues(String sqlState) {
        return sqlState.startsWith("22") || sqlState.startsWith("23");
    }
}
