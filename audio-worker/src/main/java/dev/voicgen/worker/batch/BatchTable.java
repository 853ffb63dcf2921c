package dev.voicgen.worker.batch;

import dev.voicgen.contracts.batch.BatchEvent;
import dev.voicgen.worker.webhook.WebhookMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Tables {@code batch} and {@code batch_item}. Every write may be repeated. */
@RegisterConstructorMapper(BatchTable.Completed.class)
@RegisterConstructorMapper(WebhookMessage.BatchCompleted.Counts.class)
interface BatchTable {

    /** A batch whose upload and items have ended. */
    record Completed(String id, long siteId, String callbackUrl, int items, boolean complete, Instant completedAt) {}

    default void open(BatchEvent.Opened opened) {
        open(opened.batchId(), opened.siteId(), storable(opened.callbackUrl()), opened.at());
    }

    /** An interrupted upload that continues makes its batch open again, unless the batch was completed meanwhile. */
    @SqlUpdate("""
            insert into batch (id, site_id, callback_url, opened_at) values (:batchId, :siteId, :url, :at)
            on conflict (id) do update set closed_at = null
            where not batch.complete and batch.closed_at < excluded.opened_at and batch.completed_at is null""")
    void open(String batchId, long siteId, String url, Instant at);

    /**
     * Adds an item that has a job; true where the item is new and its job has ended. An item has the code
     * {@code content_changed} where its job makes the audio of another text; the code of a failure replaces it.
     *
     * @param known the outcome where it is known without the job's; null where it is not
     */
    @SqlQuery("""
            insert into batch_item (batch_id, index, site_id, post_id, language, job_id, outcome, code, message)
            select :item.batchId, :item.index, :item.siteId, :item.post.postId.value, :item.post.language.code, :item.jobId,
                   coalesce(job_end.outcome, :known),
                   coalesce(job_end.code, case when :item.contentChanged then 'content_changed' end), job_end.reason
            from (values (1)) item left join job_end on job_end.job_id = :item.jobId
            on conflict do nothing
            returning outcome is not null""")
    Optional<Boolean> admit(@BindMethods("item") BatchEvent.ItemAdmitted item, String known);

    default void reject(BatchEvent.ItemRejected item) {
        reject(
                item.batchId(),
                item.index(),
                item.siteId(),
                storable(item.postId()),
                item.code(),
                storable(item.message()));
    }

    @SqlUpdate("""
            insert into batch_item (batch_id, index, site_id, post_id, outcome, code, message)
            values (:batchId, :index, :siteId, :postId, 'rejected', :code, :message)
            on conflict do nothing""")
    void reject(String batchId, int index, long siteId, String postId, String code, String message);

    /** The end of a complete upload is final; an interrupted one may be followed by another end. */
    @SqlUpdate("""
            update batch set
                closed_at = :closed.at,
                items = :closed.items,
                complete = :closed.complete,
                completed_at = case when complete is false and :closed.complete then null else completed_at end
            where id = :closed.batchId and complete is not true""")
    void close(@BindMethods("closed") BatchEvent.Closed closed);

    @SqlQuery("select callback_url from batch where id = :batchId and callback_url is not null")
    Optional<String> callbackUrl(String batchId);

    /**
     * Marks batches whose upload and items have ended as completed, and answers them. With the deliveries in the same
     * transaction, each batch is completed once and has one delivery.
     */
    @SqlQuery("""
            with ended as materialized (
                select id from batch
                where closed_at is not null and completed_at is null
                  and not exists (select from batch_item where batch_id = batch.id and outcome is null)
                limit :limit
                for update skip locked)
            update batch set completed_at = now() where id in (select id from ended)
            returning id, site_id, callback_url, items, complete, completed_at""")
    List<Completed> complete(int limit);

    @SqlQuery("""
            select count(*) filter (where outcome = 'ready') as ready,
                   count(*) filter (where outcome = 'failed') as failed,
                   count(*) filter (where outcome = 'rejected') as rejected
            from batch_item where batch_id = :batchId""")
    WebhookMessage.BatchCompleted.Counts counts(String batchId);

    /** JSON may contain a NUL, which PostgreSQL cannot store. An item must not be missing because of its client's text. */
    private static String storable(String text) {
        return text == null ? null : text.replace('\u0000', '\uFFFD');
    }
}
