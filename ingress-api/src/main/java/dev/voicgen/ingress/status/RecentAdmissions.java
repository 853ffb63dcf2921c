package dev.voicgen.ingress.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.voicgen.contracts.value.PostKey;
import java.time.Duration;

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

    /**
     * @param job null: its audio was deleted
     * @param asked what is known of the request; null: nothing
     * @param before the job whose end this one waits for; null: it does not wait
     * @param deletedJobId the newest whose audio was deleted; 0: none was
     * @param settled whether the catalog has been seen to know it
     */
    private record Told(long jobId, AudioRow job, AudioDetails asked, Told before, long deletedJobId, boolean settled) {

        static Told admitted(long jobId, boolean started, AudioDetails asked) {
            return new Told(jobId, AudioRow.admitted(jobId, started), asked, null, 0, false);
        }

        Told after(Told running) {
            return new Told(jobId, job, asked, running, deletedJobId, settled);
        }

        Told settle() {
            return new Told(jobId, job, asked, before, deletedJobId, true);
        }

        /** The newer job of the two; of the same job what is {@code given}, with the request that was known. */
        Told and(Told given) {
            boolean isNewer = jobId > given.jobId;
            Told newest = isNewer ? this : given;
            AudioDetails known = jobId == given.jobId && given.asked == null ? asked : newest.asked;
            Told running = isNewer ? runningAnd(given) : given.runningAfter(this);
            return new Told(
                    newest.jobId,
                    newest.job,
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
                return job == null
                        ? found.audio().jobId() > jobId
                        : found.audio().jobId() >= jobId;
            }
            return catalog instanceof AudioLookup.Missing missing && missing.deletedJobId() >= jobId;
        }

        AudioLookup over(AudioLookup catalog) {
            if (job == null) {
                return new AudioLookup.Missing(jobId);
            }
            if (before != null && !before.hasEndedIn(catalog)) {
                return before.isKnownTo(catalog) ? catalog : before.over(catalog);
            }
            AudioDetails cataloged =
                    catalog instanceof AudioLookup.Found found && found.audio().jobId() > deletedJobId
                            ? found.details()
                            : AudioDetails.NONE;
            return new AudioLookup.Found(job, asked == null ? cataloged : asked.over(cataloged));
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

    /** A job that was queued for a request of this instance. */
    void remember(PostKey post, long jobId, AudioDetails asked) {
        tell(post, Told.admitted(jobId, false, asked));
    }

    /** A job that is queued for such a request when another has ended, which {@code started} is about. */
    void rememberNext(PostKey post, long jobId, boolean started, long nextJobId, AudioDetails asked) {
        Told running = Told.admitted(jobId, started, null);
        tell(post, running);
        tell(post, Told.admitted(nextJobId, false, asked).after(running));
    }

    /** The audio that {@code jobId} had made is deleted. */
    void forget(PostKey post, long jobId) {
        tell(post, new Told(jobId, null, null, null, jobId, false));
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
        return latest.settled() && catalog instanceof AudioLookup.Unavailable ? catalog : latest.over(catalog);
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
