package dev.voicgen.contracts.audio;

import static java.util.Objects.requireNonNull;

import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.value.PostKey;
import java.time.Instant;

/**
 * Speech to make.
 *
 * @param jobId unique on the platform; of two jobs of one post the later one has the higher id
 * @param requestedAt the append time of the request
 */
public record AudioJob(long jobId, long siteId, Instant requestedAt, Article article) {

    public AudioJob {
        requireNonNull(requestedAt, "requestedAt");
        requireNonNull(article, "article");
    }

    /** What the audio belongs to. */
    public PostKey post() {
        return new PostKey(siteId, article.postId(), article.language());
    }
}
