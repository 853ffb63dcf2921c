package dev.voicgen.worker;

import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.worker.outcome.Callbacks;
import dev.voicgen.worker.outcome.JobEnd;
import dev.voicgen.worker.webhook.AudioNotice;
import dev.voicgen.worker.webhook.BatchNotice;
import dev.voicgen.worker.webhook.Deliveries;
import dev.voicgen.worker.webhook.Webhooks;
import java.net.URI;
import org.jdbi.v3.core.Handle;

/** Tells the {@code callback_url} of a job or a batch that asked for it. */
record PublisherCallbacks(Deliveries deliveries, Webhooks webhooks, URI publicUrl) implements Callbacks {

    @Override
    public void ended(Handle handle, String url, PostKey post, JobEnd end) {
        deliveries.add(handle, url, notice(post, end));
    }

    @Override
    public void completed(Handle handle, String url, BatchNotice notice) {
        deliveries.add(handle, url, notice);
    }

    @Override
    public void committed() {
        webhooks.wake();
    }

    private AudioNotice notice(PostKey post, JobEnd end) {
        return switch (end.outcome()) {
            case READY ->
                AudioNotice.ready(
                        end.jobId(),
                        post,
                        end.at(),
                        URI.create(publicUrl + "/audio/" + end.file()),
                        end.durationSeconds());
            case FAILED ->
                AudioNotice.failed(end.jobId(), post, end.at(), end.progressPercent(), end.code(), end.reason());
        };
    }
}
