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
     * @param deletedJobId the newest whose audio was deleted; 0: none was
     * @param settled whether the catalog has been seen to know it
     */
    private record Told(long jobId, AudioRow job, long deletedJobId, boolean settled) {

        Told and(Told given) {
            Told newest = jobId > given.jobId ? this : given;
            return new Told(newest.jobId, newest.job, Math.max(deletedJobId, given.deletedJobId), newest.settled);
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
            return new AudioLookup.Found(
                    job,
                    catalog instanceof AudioLookup.Found found && found.audio().jobId() > deletedJobId
                            ? found.details()
                            : AudioDetails.NONE);
        }
    }

    /** @param started whether a worker has taken the job up */
    void remember(PostKey post, long jobId, boolean started) {
        tell(post, new Told(jobId, AudioRow.admitted(jobId, started), 0, false));
    }

    /** The audio that {@code jobId} had made is deleted. */
    void forget(PostKey post, long jobId) {
        tell(post, new Told(jobId, null, jobId, false));
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
            told.asMap().replace(post, latest, new Told(latest.jobId(), latest.job(), latest.deletedJobId(), true));
        }
    }

    private void tell(PostKey post, Told latest) {
        told.asMap().merge(post, latest, Told::and);
    }
}
