package dev.voicgen.worker.webhook;

import org.jdbi.v3.core.Handle;

/** Notes what receivers must be told. Thread-safe. */
public final class Deliveries {

    private final RetrySchedule schedule;

    public Deliveries(WebhookSettings settings) {
        this.schedule = new RetrySchedule(settings.schedule());
    }

    /**
     * Notes {@code notice} for {@code url} in the transaction of {@code handle}, with the body as it will be sent on
     * every attempt. Does nothing where the receiver is already told so about that job, or the fact is noted already. After
     * the commit, {@link Webhooks#wake} sends it at once.
     *
     * @param url the client's own; one that cannot be called makes a delivery that fails, not a job that fails
     */
    public void add(Handle handle, String url, Notice notice) {
        handle.createUpdate("""
                        insert into webhook_delivery (id, site_id, job_id, url, receiver, type, body, due_at)
                        values (:id, :siteId, :jobId, :url, :receiver, :type, :body, now() + :wait)
                        on conflict do nothing""")
                .bind("id", notice.fact().map(DeliveryId::of).orElseGet(DeliveryId::random))
                .bind("siteId", notice.siteId())
                .bind("jobId", notice.job().orElse(null))
                .bind("url", url)
                .bind("receiver", Receiver.hostOf(url))
                .bind("type", notice.type())
                .bind("body", notice.toJson())
                .bind("wait", schedule.first())
                .execute();
    }
}
