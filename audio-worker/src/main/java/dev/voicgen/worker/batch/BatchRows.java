package dev.voicgen.worker.batch;

import dev.voicgen.contracts.batch.BatchEvent.Closed;
import dev.voicgen.contracts.batch.BatchEvent.ItemAdmitted;
import dev.voicgen.contracts.batch.BatchEvent.ItemRejected;
import dev.voicgen.contracts.batch.BatchEvent.Opened;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements on tables {@code batch} and {@code batch_item} of whoever reads their topic. All are harmless to repeat. */
final class BatchRows {

    /** A broken-off upload that goes on is open again, unless its end has been told. */
    private static final String OPEN = """
            insert into batch (id, site_id, callback_url, opened_at) values (:batch, :site, :url, :at)
            on conflict (id) do update set closed_at = null
            where not batch.complete and batch.closed_at < excluded.opened_at and batch.completed_at is null
            """;

    /** An item that is not refused has a code where its job makes the audio of another text; the reason of a failure replaces it. */
    private static final String ADMIT = """
            insert into batch_item (batch_id, index, site_id, post_id, language, job_id, outcome, code, message)
            select :batch, :index, :site, :post, :language, :job, coalesce(job_end.outcome, :known),
                   coalesce(job_end.code, case when :changed then 'content_changed' end), job_end.reason
            from (values (1)) item left join job_end on job_end.job_id = :job
            on conflict do nothing
            returning outcome is not null
            """;

    private static final String REJECT = """
            insert into batch_item (batch_id, index, site_id, post_id, outcome, code, message)
            values (:batch, :index, :site, :post, 'rejected', :code, :message)
            on conflict do nothing
            """;

    /** The end of the whole upload stays; that of a broken-off one may be followed by a later one. */
    private static final String CLOSE = """
            update batch set
                closed_at = :at,
                items = :items,
                complete = :complete,
                completed_at = case when complete is false and :complete then null else completed_at end
            where id = :batch and complete is not true
            """;

    private BatchRows() {}

    static void open(Handle handle, Opened opened) {
        handle.createUpdate(OPEN)
                .bind("batch", opened.batchId())
                .bind("site", opened.siteId())
                .bind("url", storable(opened.callbackUrl()))
                .bind("at", opened.at())
                .execute();
    }

    /**
     * Adds an item that has a job.
     *
     * @param known its outcome where that is known without the end of the job; null where it is not
     * @return whether it is new and its job has ended
     */
    static boolean admit(Handle handle, ItemAdmitted item, String known) {
        return handle.createQuery(ADMIT)
                .bind("batch", item.batchId())
                .bind("index", item.index())
                .bind("site", item.siteId())
                .bind("post", item.post().postId().value())
                .bind("language", item.post().language().code())
                .bind("job", item.jobId())
                .bind("known", known)
                .bind("changed", item.contentChanged())
                .mapTo(boolean.class)
                .findOne()
                .orElse(false);
    }

    static void reject(Handle handle, ItemRejected item) {
        handle.createUpdate(REJECT)
                .bind("batch", item.batchId())
                .bind("index", item.index())
                .bind("site", item.siteId())
                .bind("post", storable(item.postId()))
                .bind("code", item.code())
                .bind("message", storable(item.message()))
                .execute();
    }

    static void close(Handle handle, Closed closed) {
        handle.createUpdate(CLOSE)
                .bind("batch", closed.batchId())
                .bind("at", closed.at())
                .bind("items", closed.items())
                .bind("complete", closed.complete())
                .execute();
    }

    /** Where the batch's publisher wants to be told. */
    static Optional<String> callbackUrl(Handle handle, String batchId) {
        return handle.createQuery("select callback_url from batch where id = :batch and callback_url is not null")
                .bind("batch", batchId)
                .mapTo(String.class)
                .findOne();
    }

    /** JSON can carry a NUL and PostgreSQL cannot keep it; an item must not be missing for what a client sent in it. */
    private static String storable(String text) {
        return text == null ? null : text.replace('\u0000', '\uFFFD');
    }
}
