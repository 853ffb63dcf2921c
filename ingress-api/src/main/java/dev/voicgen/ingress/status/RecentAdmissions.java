package dev.voicgen.ingress.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.voicgen.contracts.value.PostKey;
import java.time.Duration;
import java.util.Optional;

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

    /** What is known of a post with what the catalog says; the newer job wins. */
    AudioLookup over(PostKey post, AudioLookup catalog) {
        Optional<AudioRow> recent = Optional.ofNullable(jobs.getIfPresent(post));
        if (recent.isEmpty()) {
            return catalog;
        }
        return catalog instanceof AudioLookup.Found found
                        && found.audio().jobId() >= recent.get().jobId()
                ? catalog
                : new AudioLookup.Found(recent.get());
    }
}
