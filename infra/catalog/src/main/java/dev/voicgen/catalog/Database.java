package dev.voicgen.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.platform.config.DatabaseSettings;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/**
 * A service's connections to PostgreSQL. Every wait has an end: for a connection, for a statement, for a lost network. What
 * fails says so without the values it was about, because it ends in a log. Thread-safe.
 */
public final class Database implements AutoCloseable {

    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(3);
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);
    private static final int FOR_EVER = -1;

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin()).installPlugin(new SqlObjectPlugin());
        jdbi.registerColumnMapper(Language.class, (row, column, ctx) -> new Language(row.getString(column)));
        jdbi.registerColumnMapper(PostId.class, (row, column, ctx) -> new PostId(row.getString(column)));
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    }

    /**
     * Connects and brings the schema up to date. Services may do so at the same time: the migrations take a lock.
     *
     * @param name of the service, seen in {@code pg_stat_activity}
     * @throws RuntimeException where the database cannot be reached within 30 s or is newer than this service
     */
    public static Database open(String name, DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password().reveal());
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
        config.setInitializationFailTimeout(STATEMENT_LIMIT.toMillis());
        config.addDataSourceProperty("ApplicationName", name);
        config.addDataSourceProperty("connectTimeout", String.valueOf(CONNECTION_WAIT.toSeconds()));
        config.addDataSourceProperty("socketTimeout", String.valueOf(STATEMENT_LIMIT.toSeconds() + 5));
        config.addDataSourceProperty("options", "-c statement_timeout=" + STATEMENT_LIMIT.toMillis());
        config.addDataSourceProperty("logServerErrorDetail", "false");
        HikariDataSource pool = new HikariDataSource(config);
        try {
            migrations(name, settings).load().migrate();
            return new Database(pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /**
     * They run on connections of their own, which no time limit ends: an index on a large table takes as long as it takes.
     * Another service that starts meanwhile waits until they are through.
     */
    static FluentConfiguration migrations(String name, DatabaseSettings settings) {
        FluentConfiguration migrations = Flyway.configure(Database.class.getClassLoader())
                .dataSource(settings.url(), settings.user(), settings.password().reveal())
                .locations("classpath:db/migration")
                .lockRetryCount(FOR_EVER);
        migrations.jdbcProperties(Map.of(
                "ApplicationName", name + " migrations",
                "connectTimeout", String.valueOf(CONNECTION_WAIT.toSeconds()),
                "socketTimeout", "0",
                "tcpKeepAlive", "true",
                "options", "-c statement_timeout=0",
                "logServerErrorDetail", "false"));
        return migrations;
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    /** Whether the database answers, within some seconds. */
    public boolean answers() {
        try {
            return jdbi.withHandle(
                            handle -> handle.select("select 1").mapTo(int.class).one())
                    == 1;
        } catch (RuntimeException unreachable) {
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
