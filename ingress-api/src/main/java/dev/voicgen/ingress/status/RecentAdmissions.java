package dev.voicgen.ingress.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.voicgen.contracts.value.PostKey;
import java.time.Duration;

/**
 * The jobs this instance lately told clients of. The catalog learns of them a moment later; until then a poll must not
 * be told that there is no such post, or the end of an older job. Thread-safe.
 */
public final class RecentAdmissions {

    /** Far longer than the catalog is ever behind while somebody writes it. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final int MAX_POSTS = 100_000;

    private final Cache<PostKey, AudioRow> jobs = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MAX_POSTS)
            .build();

    /** @param started whether a worker has taken the job up */
    public void remember(PostKey post, long jobId, boolean started) {
        jobs.asMap()
                .merge(
                        post,
                        AudioRow.admitted(jobId, started),
                        (old, latest) -> old.jobId() > latest.jobId() ? old : latest);
    }

    /**
     * What is known of a post with what the catalog says; the newer job wins. Once the catalog knows the job it alone is
     * asked, so that nobody who has seen a job's end is told, while the catalog is away, that it still waits.
     */
    AudioLookup over(PostKey post, AudioLookup catalog) {
        AudioRow recent = jobs.getIfPresent(post);
        if (recent == null) {
            return catalog;
        }
        if (catalog instanceof AudioLookup.Found found && found.audio().jobId() >= recent.jobId()) {
            jobs.asMap().remove(post, recent);
            return catalog;
        }
        return new AudioLookup.Found(recent);
    }
}
