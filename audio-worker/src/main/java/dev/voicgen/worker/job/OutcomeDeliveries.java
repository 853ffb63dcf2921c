package dev.voicgen.worker.job;

import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.worker.webhook.DeliveryLoop;
import dev.voicgen.worker.webhook.DeliveryTable;
import dev.voicgen.worker.webhook.WebhookMessage;
import dev.voicgen.worker.webhook.WebhookSettings;
import java.net.URI;
import java.time.Duration;
import org.jdbi.v3.core.Handle;

/** Adds webhook deliveries in the transaction that ends a job or a batch. Thread-safe. */
public interface OutcomeDeliveries {

    /** Adds the delivery of a job's outcome to {@code url}; nothing where that URL has one already. */
    void ended(Handle handle, String url, PostKey post, JobOutcome outcome);

    void completed(Handle handle, String url, WebhookMessage.BatchCompleted message);

    /** To be called after the commit: the added deliveries can be sent. */
    void committed();

    /** @param publicUrl the start of the {@code audio_url} in the messages */
    static OutcomeDeliveries through(DeliveryLoop loop, WebhookSettings settings, URI publicUrl) {
        return new Through(loop, settings.firstWait(), publicUrl);
    }

    /** Adds to {@link DeliveryTable} and wakes the loop that reads it. */
    record Through(DeliveryLoop loop, Duration firstWait, URI publicUrl) implements OutcomeDeliveries {

        @Override
        public void ended(Handle handle, String url, PostKey post, JobOutcome outcome) {
            add(handle, url, message(post, outcome));
        }

        @Override
        public void completed(Handle handle, String url, WebhookMessage.BatchCompleted message) {
            add(handle, url, message);
        }

        @Override
        public void committed() {
            loop.wake();
        }

        private void add(Handle handle, String url, WebhookMessage message) {
            handle.attach(DeliveryTable.class).add(url, message, firstWait);
        }

        private WebhookMessage message(PostKey post, JobOutcome outcome) {
            return switch (outcome.result()) {
                case READY ->
                    WebhookMessage.JobEnded.ready(
                            outcome.jobId(),
                            post,
                            outcome.at(),
                            URI.create(publicUrl + "/audio/" + outcome.file()),
                            outcome.durationSeconds());
                case FAILED ->
                    WebhookMessage.JobEnded.failed(
                            outcome.jobId(),
                            post,
                            outcome.at(),
                            outcome.progressPercent(),
                            outcome.code(),
                            outcome.reason());
            };
        }
    }
}
