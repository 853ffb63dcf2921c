package dev.voicgen.worker;

import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.worker.job.Callbacks;
import dev.voicgen.worker.job.Failure;
import dev.voicgen.worker.webhook.AudioNotice;
import dev.voicgen.worker.webhook.Deliveries;
import dev.voicgen.worker.webhook.Webhooks;
import java.net.URI;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/** Tells the {@code callback_url} of a job that asked for it. */
record PublisherCallbacks(Deliveries deliveries, Webhooks webhooks, URI publicUrl, Clock clock) implements Callbacks {

    @Override
    public void ready(Handle handle, AudioJob job, ReadyAudio audio) {
        URI audioUrl = URI.create(publicUrl + "/audio/" + audio.file());
        add(
                handle,
                job,
                AudioNotice.ready(job.jobId(), job.post(), clock.instant(), audioUrl, audio.durationSeconds()));
    }

    @Override
    public void failed(Handle handle, AudioJob job, int progressPercent, Failure failure) {
        add(
                handle,
                job,
                AudioNotice.failed(
                        job.jobId(), job.post(), clock.instant(), progressPercent, failure.code(), failure.reason()));
    }

    @Override
    public void committed() {
        webhooks.wake();
    }

    private void add(Handle handle, AudioJob job, AudioNotice notice) {
        String url = job.article().callbackUrl();
        if (url != null) {
            deliveries.add(handle, url, notice);
        }
    }
}
