package dev.voicgen.worker.job;

import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.audio.ReadyAudio;
import org.jdbi.v3.core.Handle;

/** Notes what a job's publisher is to be told, in the transaction of the handle that ends the job. Thread-safe. */
public interface Callbacks {

    void ready(Handle handle, AudioJob job, ReadyAudio audio);

    /** @param progressPercent how far it had come */
    void failed(Handle handle, AudioJob job, int progressPercent, Failure failure);

    /** The transaction is committed: what was noted can be sent. */
    void committed();
}
