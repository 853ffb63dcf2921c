package dev.voicgen.worker.catalog;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Keeps what was deleted from coming back, with an event that comes again or a worker that is given its job once more. */
public final class DeletedJobs {

    private DeletedJobs() {}

    /**
     * Removes the rows that the jobs {@code written} have just written although their audio was deleted before; answers how
     * many. To be called after the write and in its transaction: a write waits for a deletion that is under way, a look
     * before it would not see that one.
     */
    public static int drop(Handle handle, List<Long> written) {
        return handle.createUpdate("""
                        delete from audio using deleted_audio deleted
                        where audio.site_id = deleted.site_id and audio.language = deleted.language
                          and audio.post_id = deleted.post_id and audio.job_id <= deleted.job_id
                          and audio.job_id = any(:jobs)""").bindArray("jobs", Long.class, written).execute();
    }
}
