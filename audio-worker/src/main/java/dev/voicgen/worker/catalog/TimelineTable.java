package dev.voicgen.worker.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.contracts.value.PostKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Table {@code audio_event}: the timeline of each job. */
public interface TimelineTable {

    /** The detail of a failed job. */
    record Why(String code, String reason) {}

    /** @param detail a JSON object */
    record Entry(PostKey post, long jobId, String type, Instant at, String detail) {

        /** Empty where the event does not belong on a timeline. */
        private static Optional<Entry> of(AudioEvent event) {
            if (event instanceof AudioEvent.Queued) {
                return Optional.of(of(event, "queued", Map.of()));
            }
            if (event instanceof AudioEvent.Generating generating) {
                return Optional.of(of(event, "generating", Map.of("attempt", generating.attempt())));
            }
            if (event instanceof AudioEvent.Ready ready) {
                return Optional.of(of(event, "ready", ready.audio()));
            }
            if (event instanceof AudioEvent.Failed failed) {
                return Optional.of(of(event, "failed", new Why(failed.code(), failed.reason())));
            }
            return Optional.empty();
        }

        private static Entry of(AudioEvent event, String type, Object detail) {
            try {
                return new Entry(
                        event.post(),
                        event.jobId(),
                        type,
                        event.at(),
                        Json.mapper().writeValueAsString(detail));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a detail is always JSON", e);
            }
        }
    }

    /** Adds those of {@code events} that belong on a timeline. May be repeated. */
    default void add(List<? extends AudioEvent> events) {
        insert(events.stream().flatMap(event -> Entry.of(event).stream()).toList());
    }

    /** A deleted post gets no entry: nobody reads its timeline, and a later post must not inherit it. */
    @SqlBatch("""
            insert into audio_event (site_id, language, post_id, job_id, type, at, detail)
            select :entry.post.siteId, :entry.post.language.code, :entry.post.postId.value, :entry.jobId, :entry.type,
                   :entry.at, :entry.detail::jsonb
            where exists (select from audio
                          where site_id = :entry.post.siteId and language = :entry.post.language.code
                            and post_id = :entry.post.postId.value and job_id >= :entry.jobId)
            on conflict do nothing""")
    void insert(@BindMethods("entry") List<Entry> entries);

    @SqlUpdate("delete from audio_event where" + AudioTable.POST + " and job_id <= :lastJob")
    void delete(@BindMethods("post") PostKey post, long lastJob);
}
