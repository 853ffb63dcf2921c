package dev.voicgen.worker.catalog;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioEvent.Deleted;
import dev.voicgen.contracts.audio.AudioEvent.Queued;
import dev.voicgen.contracts.audio.AudioEvent.QuotaWarned;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.worker.store.AudioStore;
import dev.voicgen.worker.webhook.Deliveries;
import dev.voicgen.worker.webhook.QuotaNotice;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Notes what admission tells: every queued job, so that its status is known before a worker takes it up, the deletion of
 * its audio, and warnings about the quota. What workers do they note themselves; earlier releases told that here as well,
 * and it is still noted.
 */
public final class AudioLedger implements EventLedger<AudioEvent> {

    private final Jdbi jdbi;
    private final Deliveries deliveries;
    private final CondemnedFiles condemned;

    public AudioLedger(Jdbi jdbi, AudioStore store, Deliveries deliveries) {
        this.jdbi = jdbi;
        this.deliveries = deliveries;
        this.condemned = new CondemnedFiles(jdbi, store);
    }

    @Override
    public boolean isWhole(AudioEvent event) {
        PostKey post = event.post();
        return event.at() != null && post != null && post.postId() != null && post.language() != null;
    }

    @Override
    public void write(List<AudioEvent> events) {
        jdbi.useTransaction(handle -> write(handle, events));
    }

    @Override
    public void settle() {
        condemned.remove();
    }

    /** Events of one post are in order, so a deletion separates what was before from what comes after. */
    private void write(Handle handle, List<AudioEvent> events) {
        List<AudioEvent> between = new ArrayList<>();
        for (AudioEvent event : events) {
            if (event instanceof Deleted deleted) {
                note(handle, between);
                between.clear();
                Deletion.apply(handle, deleted);
            } else {
                between.add(event);
            }
        }
        note(handle, between);
    }

    private void note(Handle handle, List<AudioEvent> events) {
        AudioTable.queued(
                handle,
                events.stream()
                        .filter(Queued.class::isInstance)
                        .map(Queued.class::cast)
                        .toList());
        Timeline.add(handle, events);
        events.stream()
                .filter(QuotaWarned.class::isInstance)
                .map(QuotaWarned.class::cast)
                .filter(warned -> warned.callbackUrl() != null)
                .forEach(warned -> deliveries.add(handle, warned.callbackUrl(), QuotaNotice.of(warned)));
    }
}
