package dev.voicgen.ingress.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.voicgen.contracts.value.PostKey;
import java.time.Duration;

/**
 * What this instance lately told clients: which jobs were admitted and which audio was deleted. The catalog learns of it a
 * moment later; until then a poll must not be told that there is no such post, or the end of an older job, or of an audio
 * that is gone. Thread-safe.
 */
public final class RecentAdmissions {

    /** Far longer than the catalog is ever behind while somebody writes it. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final int MAX_POSTS = 100_000;

    private final Cache<PostKey, Told> told = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MAX_POSTS)
            .build();

    /** @param job null: its audio was deleted */
    private record Told(long jobId, AudioRow job) {

        boolean isKnownTo(AudioLookup catalog) {
            if (catalog instanceof AudioLookup.Found found) {
                return job == null
                        ? found.audio().jobId() > jobId
                        : found.audio().jobId() >= jobId;
            }
            return catalog instanceof AudioLookup.Missing missing && missing.deletedJobId() >= jobId;
        }

        AudioLookup lookup() {
            return job == null ? new AudioLookup.Missing(jobId) : new AudioLookup.Found(job);
        }
    }

    /** @param started whether a worker has taken the job up */
    public void remember(PostKey post, long jobId, boolean started) {
        tell(post, new Told(jobId, AudioRow.admitted(jobId, started)));
    }

    /** The audio that {@code jobId} had made is deleted. */
    void forget(PostKey post, long jobId) {
        tell(post, new Told(jobId, null));
    }

    /**
     * What is known of a post with what the catalog says; the newer job wins. Once the catalog knows of it, it alone is
     * asked, so that nobody who has seen a job's end is told, while the catalog is away, that it still waits.
     */
    AudioLookup over(PostKey post, AudioLookup catalog) {
        Told latest = told.getIfPresent(post);
        if (latest == null) {
            return catalog;
        }
        if (latest.isKnownTo(catalog)) {
            told.asMap().remove(post, latest);
            return catalog;
        }
        return latest.lookup();
    }

    private void tell(PostKey post, Told latest) {
        told.asMap().merge(post, latest, (old, given) -> old.jobId() > given.jobId() ? old : given);
    }
}
