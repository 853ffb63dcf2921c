package dev.voicgen.worker.webhook;

import dev.voicgen.contracts.value.WebhookSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * The deliveries and attempts in PostgreSQL. Whatever is due is so by the database's clock, the one that all workers
 * share. Every method is one short transaction and throws a {@code JdbiException} where the database is away.
 */
final class DeliveryTable {

    /** A delivery that could be claimed. */
    record Due(String id, String receiver) {}

    private final Jdbi jdbi;

    DeliveryTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The {@code limit} deliveries that are due longest, without those of the {@code full} receivers. */
    List<Due> due(int limit, Collection<String> full) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, receiver from webhook_delivery
                        where status = 'pending' and due_at <= now() and receiver <> all(:full)
                        order by due_at limit :limit""")
                .bindArray("full", String.class, full)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Due.class))
                .list());
    }

    /** Takes those of {@code ids} that are still due, and nobody else does for the time of {@code lease}. */
    List<Delivery> claim(Collection<String> ids, Duration lease) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with free as (
                            select id from webhook_delivery
                            where id = any(:ids) and status = 'pending' and due_at <= now()
                            for update skip locked),
                        claimed as (
                            update webhook_delivery set due_at = now() + :lease
                            where id in (select id from free) returning *)
                        select claimed.*, webhook_secret,
                               case when previous_secret_until > now() then previous_webhook_secret end as previous_secret
                        from claimed left join site on site.id = claimed.site_id""")
                .bindArray("ids", String.class, ids)
                .bind("lease", lease)
                .map((row, context) -> delivery(row))
                .list());
    }

    /**
     * Notes an attempt and what becomes of its delivery. Where another worker came first because the lease had run out,
     * a success still counts and a failure changes nothing more.
     *
     * @param next the wait before the next attempt, empty where there is none
     */
    void settle(Delivery delivery, Attempt attempt, Optional<Duration> next) {
        boolean delivered = attempt.outcome() == Attempt.Outcome.DELIVERED;
        jdbi.useTransaction(handle -> {
            insert(handle, delivery, attempt);
            handle.createUpdate("""
                            update webhook_delivery
                            set attempts = :made + 1, status = :status, due_at = now() + :wait,
                                completed_at = case when :status <> 'pending' then now() end
                            where id = :id and status = 'pending' and (:delivered or attempts = :made)""")
                    .bind("id", delivery.id())
                    .bind("made", delivery.attempts())
                    .bind("delivered", delivered)
                    .bind("status", delivered ? "delivered" : next.isPresent() ? "pending" : "failed")
                    .bind("wait", next.orElse(Duration.ZERO))
                    .execute();
        });
    }

    /** Makes a claimed delivery due again, as if it had never been taken. */
    void release(Delivery delivery) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update webhook_delivery set due_at = now() where id = :id and attempts = :made")
                .bind("id", delivery.id())
                .bind("made", delivery.attempts())
                .execute());
    }

    private static void insert(Handle handle, Delivery delivery, Attempt attempt) {
        handle.createUpdate("""
                        insert into webhook_attempt (delivery_id, attempt, at, duration_ms, status_code, error)
                        values (:delivery, :attempt, :at, :millis, :status, :error)""")
                .bind("delivery", delivery.id())
                .bind("attempt", delivery.attempts() + 1)
                .bind("at", attempt.at())
                .bind("millis", attempt.took().toMillis())
                .bind("status", attempt.statusCode())
                .bind("error", attempt.error())
                .execute();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        List<WebhookSecret> secrets = Stream.of(row.getString("webhook_secret"), row.getString("previous_secret"))
                .flatMap(text -> WebhookSecret.parse(text).stream())
                .toList();
        return new Delivery(
                row.getString("id"),
                row.getLong("site_id"),
                row.getObject("job_id", Long.class),
                row.getString("url"),
                row.getString("receiver"),
                row.getString("type"),
                row.getString("body"),
                row.getInt("attempts"),
                secrets);
    }
}
