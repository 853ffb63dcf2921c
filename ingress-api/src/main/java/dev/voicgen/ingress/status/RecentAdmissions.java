package dev.voicgen.ingress.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.voicgen.catalog.CatalogAudio;
import dev.voicgen.contracts.value.PostKey;
import java.time.Duration;
import java.time.Instant;

/**
 * What this instance lately told clients: which jobs were admitted and which audio was deleted. The catalog learns of it a
 * moment later; until then a poll must not be told that there is no such post, or the end of an older job, or of an audio
 * that is gone. Thread-safe.
 */
final class RecentAdmissions {

    /** Far longer than the catalog is ever behind while somebody writes it. */
    private static final Duration REMEMBERED = Duration.ofHours(1);
    /** Far longer than an answer goes on that was read before the catalog knew. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private static final int MAX_POSTS = 100_000;

    private final Cache<PostKey, Told> told = Caffeine.newBuilder()
            .executor(Runnable::run)
            .expireAfter(Expiry.writing((PostKey post, Told latest) -> latest.settled() ? SETTLED : REMEMBERED))
            .maximumSize(MAX_POSTS)
            .build();

    /** What a request said of its audio; {@code requestedAt} is null if it is not known. */
    private record Asked(
            String title, String url, Long voiceId, String contentHash, Instant requestedAt, Instant updatedAt) {

        static Asked of(KnownAudio.Request request, Instant at) {
            return new Asked(request.title(), request.url(), request.voiceId(), request.contentHash(), at, at);
        }

        static Asked of(CatalogAudio audio) {
            return new Asked(
                    audio.title(),
                    audio.url(),
                    audio.voiceId(),
                    audio.contentHash(),
                    audio.requestedAt(),
                    audio.updatedAt());
        }
    }

    /**
     * @param deleted true: there is no job, its audio was deleted
     * @param started whether a worker has taken the job up
     * @param asked what is known of the request; null: nothing
     * @param before the job whose end this one waits for; null: it does not wait
     * @param deletedJobId the newest job whose audio was deleted; 0: none was
     * @param settled whether the catalog has been seen to know it
     */
    private record Told(
            long jobId,
            boolean deleted,
            boolean started,
            Asked asked,
            Told before,
            long deletedJobId,
            boolean settled) {

        static Told admitted(long jobId, boolean started, Asked asked) {
            return new Told(jobId, false, started, asked, null, 0, false);
        }

        Told after(Told running) {
            return new Told(jobId, deleted, started, asked, running, deletedJobId, settled);
        }

        Told settle() {
            return new Told(jobId, deleted, started, asked, before, deletedJobId, true);
        }

        /** The newer job of the two; of the same job what is {@code given}, with the request that was known. */
        Told and(Told given) {
            boolean isNewer = jobId > given.jobId;
            Told newest = isNewer ? this : given;
            Asked known = jobId == given.jobId && given.asked == null ? asked : newest.asked;
            Told running = isNewer ? runningAnd(given) : given.runningAfter(this);
            return new Told(
                    newest.jobId,
                    newest.deleted,
                    newest.started,
                    known,
                    running,
                    Math.max(deletedJobId, given.deletedJobId),
                    newest.settled);
        }

        /** The job that this one waits for, about which {@code given} may say more. */
        private Told runningAnd(Told given) {
            return waitsFor(given) ? before.and(given) : before;
        }

        /** The job that this one waits for, about which {@code earlier} may have said more. */
        private Told runningAfter(Told earlier) {
            return waitsFor(earlier) ? earlier.and(before) : before;
        }

        private boolean waitsFor(Told other) {
            return before != null && before.jobId == other.jobId;
        }

        boolean isKnownTo(AudioLookup catalog) {
            if (catalog instanceof AudioLookup.Found found) {
                return deleted ? found.audio().jobId() > jobId : found.audio().jobId() >= jobId;
            }
            return catalog instanceof AudioLookup.Missing missing && missing.deletedJobId() >= jobId;
        }

        AudioLookup over(PostKey post, AudioLookup catalog) {
            if (deleted) {
                return new AudioLookup.Missing(jobId);
            }
            if (before != null && !before.hasEndedIn(catalog)) {
                return before.isKnownTo(catalog) ? catalog : before.over(post, catalog);
            }
            CatalogAudio earlier =
                    catalog instanceof AudioLookup.Found found && found.audio().jobId() > deletedJobId
                            ? found.audio()
                            : noAudioOf(post);
            return new AudioLookup.Found(asJobAfter(earlier));
        }

        /** Job and request as they were told, with the audio that {@code earlier} jobs left to play. */
        private CatalogAudio asJobAfter(CatalogAudio earlier) {
            Asked shown = asked == null ? Asked.of(earlier) : asked;
            return new CatalogAudio(
                    earlier.postId(),
                    earlier.language(),
                    jobId,
                    started ? "generating" : "pending",
                    0,
                    shown.title(),
                    shown.url(),
                    shown.voiceId(),
                    shown.contentHash(),
                    null,
                    null,
                    shown.requestedAt(),
                    shown.updatedAt(),
                    earlier.file(),
                    earlier.durationSeconds(),
                    earlier.fileVoiceId(),
                    earlier.segments());
        }

        private static CatalogAudio noAudioOf(PostKey post) {
            return new CatalogAudio(
                    post.postId(),
                    post.language(),
                    0,
                    null,
                    0,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        private boolean hasEndedIn(AudioLookup catalog) {
            return catalog instanceof AudioLookup.Found found
                    && found.audio().jobId() >= jobId
                    && found.audio().hasEnded();
        }
    }

    /** @param started whether a worker has taken the job up */
    void remember(PostKey post, long jobId, boolean started) {
        tell(post, Told.admitted(jobId, started, null));
    }

    /** A job that was queued for a request of this instance; {@code at} is null if it is not known when. */
    void remember(KnownAudio.Request request, long jobId, Instant at) {
        tell(request.post(), Told.admitted(jobId, false, Asked.of(request, at)));
    }

    /** A job that is queued for such a request when another has ended, which {@code started} is about. */
    void rememberNext(KnownAudio.Request request, long jobId, boolean started, long nextJobId) {
        Told running = Told.admitted(jobId, started, null);
        tell(request.post(), running);
        tell(
                request.post(),
                Told.admitted(nextJobId, false, Asked.of(request, null)).after(running));
    }

    /** The audio that {@code jobId} had made is deleted. */
    void forget(PostKey post, long jobId) {
        tell(post, new Told(jobId, true, false, null, null, jobId, false));
    }

    /**
     * What is known of a post with what the catalog says; the newer job wins. Once the catalog knows of it, nobody who has
     * seen a job's end is told, while the catalog is away, that it still waits.
     */
    AudioLookup over(PostKey post, AudioLookup catalog) {
        Told latest = told.getIfPresent(post);
        if (latest == null) {
            return catalog;
        }
        if (latest.isKnownTo(catalog)) {
            settle(post, latest);
            return catalog;
        }
        return latest.settled() && catalog instanceof AudioLookup.Unavailable ? catalog : latest.over(post, catalog);
    }

    private void settle(PostKey post, Told latest) {
        if (!latest.settled()) {
            told.asMap().replace(post, latest, latest.settle());
        }
    }

    private void tell(PostKey post, Told latest) {
        told.asMap().merge(post, latest, Told::and);
    }
}
