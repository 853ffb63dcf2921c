package dev.voicgen.worker.catalog;

import dev.voicgen.contracts.value.PostKey;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Table {@code condemned_file}: files of deleted posts, to be removed where no post has them any more. */
public interface OrphanFileTable {

    /**
     * Waits for the lock on {@code file} and holds it until the end of the transaction. Serialises assigning a file to a row
     * with removing orphan files: without it a file could be removed just after a row was pointed at it.
     */
    @SqlQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(:file, 0))) locked")
    int lock(String file);

    /** Adds every file that the post has had, as far as its timeline tells. */
    @SqlUpdate("insert into condemned_file (file)"
            + " select file from audio where" + AudioTable.POST + " and file_job_id <= :lastJob"
            + " union select detail ->> 'file' from audio_event where" + AudioTable.POST
            + " and job_id <= :lastJob and detail ->> 'file' is not null on conflict do nothing")
    void addFilesOf(@BindMethods("post") PostKey post, long lastJob);

    @SqlQuery("select file from condemned_file where due_at <= now() order by due_at limit :limit")
    List<String> due(int limit);

    @SqlQuery("select exists (select from audio where file = :file)")
    boolean isInUse(String file);

    @SqlUpdate("update condemned_file set due_at = now() + :wait where file = :file")
    void postpone(String file, Duration wait);

    @SqlUpdate("delete from condemned_file where file = :file")
    void delete(String file);
}
