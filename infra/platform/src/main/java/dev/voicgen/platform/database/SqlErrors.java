package dev.voicgen.platform.database;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;

/** Tells a database that says no to some values, and always will, from one that is away. */
public final class SqlErrors {

    private static final Set<String> AWAY = Set.of("08", "40", "53", "57");

    private SqlErrors() {}

    /**
     * What the database has against the values: SQL states of class 22 (data) and 23 (integrity). Empty where the failure
     * may pass: the same statement can go well another time.
     */
    public static Optional<SQLException> of(JdbiException failure) {
        return stated(failure).filter(sql -> blamesValues(sql.getSQLState()));
    }

    /**
     * Writes all of {@code values} at once; where the database refuses one of them, each by itself.
     *
     * @param write all or none of what it is given
     * @param refused is told of each value that cannot be written, and why
     * @throws JdbiException where a failure may pass; some of the values may be written then
     */
    public static <T> void skipping(List<T> values, Consumer<List<T>> write, BiConsumer<T, SQLException> refused) {
        try {
            write.accept(values);
        } catch (JdbiException e) {
            if (of(e).isEmpty()) {
                throw e;
            }
            values.forEach(value -> writeUnlessRefused(value, write, refused));
        }
    }

    private static <T> void writeUnlessRefused(T value, Consumer<List<T>> write, BiConsumer<T, SQLException> refused) {
        try {
            write.accept(List.of(value));
        } catch (JdbiException e) {
            refused.accept(value, of(e).orElseThrow(() -> e));
        }
    }

    /**
     * Whether the database is away or has too much to do: no connection, or a SQL state of class 08 (connection), 40 (rolled
     * back), 53 (resources) or 57 (operator, and time limits). What remains is neither this nor {@link #of}: a fault of ours.
     */
    public static boolean isAway(JdbiException failure) {
        return failure instanceof ConnectionException
                || stated(failure)
                        .filter(sql -> AWAY.contains(sql.getSQLState().substring(0, 2)))
                        .isPresent();
    }

    private static Optional<SQLException> stated(JdbiException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    private static boolean blamesValues(String sqlState) {
        return sqlState.startsWith("22") || sqlState.startsWith("23");
    }
}
