package dev.voicgen.worker.webhook;

import java.security.SecureRandom;
import org.jdbi.v3.core.Handle;

/** Notes what receivers must be told. Thread-safe. */
public final class Deliveries {

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    /** 131 bits: never the same twice, never guessed. */
    private static final int ID_CHARS = 22;

    private final SecureRandom random = new SecureRandom();
    private final RetrySchedule schedule;

    public Deliveries(WebhookSettings settings) {
        this.schedule = new RetrySchedule(settings.schedule());
    }

    /**
     * Notes {@code notice} for {@code url} in the transaction of {@code handle}, with the body as it will be sent on
     * every attempt. Does nothing where the receiver is already told so about that job. After the commit,
     * {@link Webhooks#wake} sends it at once.
     *
     * @param url the client's own; one that cannot be called makes a delivery that fails, not a job that fails
     */
    public void add(Handle handle, String url, AudioNotice notice) {
        handle.createUpdate("""
                        insert into webhook_delivery (id, site_id, job_id, url, receiver, type, body, due_at)
                        values (:id, :siteId, :jobId, :url, :receiver, :type, :body, now() + :wait)
                        on conflict do nothing""")
                .bind("id", newId())
                .bind("siteId", notice.data().post().siteId())
                .bind("jobId", notice.data().id())
                .bind("url", url)
                .bind("receiver", Receiver.hostOf(url))
                .bind("type", notice.type())
                .bind("body", notice.toJson())
                .bind("wait", schedule.first())
                .execute();
    }

    private String newId() {
        StringBuilder id = new StringBuilder("msg_");
        random.ints(ID_CHARS, 0, BASE62.length()).forEach(digit -> id.append(BASE62.charAt(digit)));
        return id.toString();
    }
}
