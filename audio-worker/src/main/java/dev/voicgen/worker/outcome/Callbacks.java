package dev.voicgen.worker.outcome;

import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.worker.webhook.BatchNotice;
import org.jdbi.v3.core.Handle;

/** Notes what a publisher's URL is to be told, in the transaction of the handle that makes it so. Thread-safe. */
public interface Callbacks {

    /** A job has ended. The same URL is told so once. */
    void ended(Handle handle, String url, PostKey post, JobEnd end);

    void completed(Handle handle, String url, BatchNotice notice);

    /** The transaction is committed: what was noted can be sent. */
    void committed();
}
