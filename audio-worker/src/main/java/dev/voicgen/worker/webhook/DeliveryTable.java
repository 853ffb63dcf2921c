package dev.voicgen.worker.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.transaction.Transaction;

/**
 * Tables {@code webhook_delivery} and {@code webhook_attempt}. Due times are by the database's clock, which all workers
 * share.
 */
@RegisterConstructorMapper(DeliveryTable.Due.class)
@RegisterRowMapper(Delivery.Mapper.class)
public interface DeliveryTable {

    /** A delivery that can be claimed. */
    record Due(String id, String receiver) {}

    /**
     * Adds a delivery of {@code message} to {@code url} with its final body, to be sent after {@code wait}. To be called in
     * the transaction that makes the fact; after the commit {@link DeliveryLoop#wake} sends it at once. Does nothing where
     * the fact has a delivery to this URL already.
     *
     * @param url the client's own; a URL that cannot be called makes a delivery that fails, not a job that fails
     */
    default void add(String url, WebhookMessage message, Duration wait) {
        insert(
                message.fact().map(DeliveryId::of).orElseGet(DeliveryId::random),
                message.siteId(),
                message.job().orElse(null),
                url,
                Receiver.hostOf(url),
                message.type(),
                message.toJson(),
                wait);
    }

    @SqlUpdate("""
            insert into webhook_delivery (id, site_id, job_id, url, receiver, type, body, due_at)
            values (:id, :siteId, :jobId, :url, :receiver, :type, :body, now() + :wait)
            on conflict do nothing""")
    void insert(
            String id, long siteId, Long jobId, String url, String receiver, String type, String body, Duration wait);

    /** The {@code limit} deliveries that have been due longest, without those to the receivers in {@code full}. */
    @SqlQuery("""
            select id, receiver from webhook_delivery
            where status = 'pending' and due_at <= now() and receiver <> all(:full)
            order by due_at limit :limit""")
    List<Due> due(int limit, Collection<String> full);

    /** Claims those of {@code ids} that are still due. No other worker gets them until {@code lease} has passed. */
    @SqlQuery("""
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
    List<Delivery> claim(Collection<String> ids, Duration lease);

    /**
     * Records an attempt and its consequence for the delivery. Another worker may have been faster because the lease had run
     * out: a success counts even then, a failure changes the delivery no more.
     *
     * @param next the wait before the next attempt, empty where there is none
     */
    @Transaction
    default void settle(Delivery delivery, Delivery.Attempt attempt, Optional<Duration> next) {
        boolean delivered = attempt.result() == Delivery.Attempt.Result.DELIVERED;
        insertAttempt(
                delivery.id(),
                delivery.attempts() + 1,
                attempt.at(),
                attempt.took().toMillis(),
                attempt.statusCode(),
                attempt.error());
        update(
                delivery.id(),
                delivery.attempts(),
                delivered,
                delivered ? "delivered" : next.isPresent() ? "pending" : "failed",
                next.orElse(Duration.ZERO));
    }

    @SqlUpdate("""
            insert into webhook_attempt (delivery_id, attempt, at, duration_ms, status_code, error)
            values (:delivery, :attempt, :at, :millis, :status, :error)""")
    void insertAttempt(String delivery, int attempt, Instant at, long millis, Integer status, String error);

    @SqlUpdate("""
            update webhook_delivery
            set attempts = :made + 1, status = :status, due_at = now() + :wait,
                completed_at = case when :status <> 'pending' then now() end
            where id = :id and status = 'pending' and (:delivered or attempts = :made)""")
    void update(String id, int made, boolean delivered, String status, Duration wait);

    /** Makes a claimed delivery due again, as if no worker had claimed it. */
    default void release(Delivery delivery) {
        makeDue(delivery.id(), delivery.attempts());
    }

    @SqlUpdate("update webhook_delivery set due_at = now() where id = :id and attempts = :made")
    void makeDue(String id, int made);
}
