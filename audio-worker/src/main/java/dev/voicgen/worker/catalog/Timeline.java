package dev.voicgen.worker.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioEvent.Failed;
import dev.voicgen.contracts.audio.AudioEvent.Generating;
import dev.voicgen.contracts.audio.AudioEvent.Queued;
import dev.voicgen.contracts.audio.AudioEvent.Ready;
import dev.voicgen.contracts.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The statement on table {@code audio_event}. A worker adds what it does to a job in the transaction that does it.
 */
public final class Timeline {

    /** Not where the post has been deleted: then nobody asks any more, and a later post must not inherit it. */
    private static final String ADD = """
            insert into audio_event (site_id, language, post_id, job_id, type, at, detail)
            select :site, :language, :post, :job, :type, :at, :detail::jsonb
            where exists (select from audio
                          where site_id = :site and language = :language and post_id = :post and job_id >= :job)
            on conflict do nothing
            """;

    /** @param detail an object that becomes JSON */
    private record Entry(String type, Object detail) {}

    private record Why(String code, String reason) {}

    private Timeline() {}

    /** Adds what belongs on a timeline, once each. */
    public static void add(Handle handle, List<AudioEvent> events) {
        PreparedBatch batch = handle.prepareBatch(ADD);
        for (AudioEvent event : events) {
            entry(event)
                    .ifPresent(entry -> batch.bind("site", event.post().siteId())
                            .bind("language", event.post().language().code())
                            .bind("post", event.post().postId().value())
                            .bind("job", event.jobId())
                            .bind("type", entry.type())
                            .bind("at", event.at())
                            .bind("detail", json(entry.detail()))
                            .add());
        }
        batch.execute();
    }

    private static Optional<Entry> entry(AudioEvent event) {
        if (event instanceof Queued) {
            return Optional.of(new Entry("queued", Map.of()));
        }
        if (event instanceof Generating generating) {
            return Optional.of(new Entry("generating", Map.of("attempt", generating.attempt())));
        }
        if (event instanceof Ready ready) {
            return Optional.of(new Entry("ready", ready.audio()));
        }
        if (event instanceof Failed failed) {
            return Optional.of(new Entry("failed", new Why(failed.code(), failed.reason())));
        }
        return Optional.empty();
    }

    private static String json(Object detail) {
        try {
            return Json.mapper().writeValueAsString(detail);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a detail is always JSON", e);
        }
    }
}
