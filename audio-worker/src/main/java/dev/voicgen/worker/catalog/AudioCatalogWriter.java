package dev.voicgen.worker.catalog;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.worker.store.AudioStore;
import dev.voicgen.worker.webhook.DeliveryTable;
import dev.voicgen.worker.webhook.WebhookMessage;
import dev.voicgen.worker.webhook.WebhookSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Writes admission's events from {@code audio.events}: queued jobs, so that their status is known before a worker claims
 * them, deletions, and quota warnings. Workers write their own steps directly; workers of earlier releases sent them to this
 * topic, and those events are still written.
 */
public final class AudioCatalogWriter implements CatalogFollower.Writer<AudioEvent> {

    private final Jdbi jdbi;
    private final Duration firstWait;
    private final OrphanFiles orphans;

    public AudioCatalogWriter(Jdbi jdbi, AudioStore store, WebhookSettings webhooks) {
        this.jdbi = jdbi;
        this.firstWait = webhooks.firstWait();
        this.orphans = new OrphanFiles(jdbi, store);
    }

    @Override
    public void write(List<AudioEvent> events) {
        jdbi.useTransaction(handle -> write(handle, events));
    }

    @Override
    public void settle() {
        orphans.remove();
    }

    /** Events of one post are in order, so a deletion separates the events before it from those after it. */
    private void write(Handle handle, List<AudioEvent> events) {
        List<AudioEvent> between = new ArrayList<>();
        for (AudioEvent event : events) {
            if (event instanceof AudioEvent.Deleted deleted) {
                writeBetween(handle, between);
                between.clear();
                delete(handle, deleted);
            } else {
                between.add(event);
            }
        }
        writeBetween(handle, between);
    }

    private void writeBetween(Handle handle, List<AudioEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        handle.attach(AudioTable.class)
                .queued(events.stream()
                        .filter(AudioEvent.Queued.class::isInstance)
                        .map(AudioEvent.Queued.class::cast)
                        .toList());
        handle.attach(TimelineTable.class).add(events);
        events.stream()
                .filter(AudioEvent.QuotaWarned.class::isInstance)
                .map(AudioEvent.QuotaWarned.class::cast)
                .filter(warned -> warned.callbackUrl() != null)
                .forEach(warned -> handle.attach(DeliveryTable.class)
                        .add(warned.callbackUrl(), WebhookMessage.QuotaWarning.of(warned), firstWait));
    }

    /**
     * Removes a post's audio: row, timeline, and the names of its files, which {@link OrphanFiles} removes from the store. A
     * job that was requested after the deletion stays. May be repeated, also after such a request.
     */
    private static void delete(Handle handle, AudioEvent.Deleted deleted) {
        AudioTable audio = handle.attach(AudioTable.class);
        PostKey post = deleted.post();
        long last = audio.lockLastDeleted(post, deleted.jobId()).orElse(deleted.jobId());
        audio.rememberDeletion(post, last, deleted.at());
        handle.attach(OrphanFileTable.class).addFilesOf(post, last);
        audio.delete(post, last);
        audio.forgetFile(post, last);
        handle.attach(TimelineTable.class).delete(post, last);
    }
}
