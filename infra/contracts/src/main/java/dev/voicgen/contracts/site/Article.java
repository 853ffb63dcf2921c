package dev.voicgen.contracts.site;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.OptBoolean;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;

/**
 * An article as it is to be spoken.
 *
 * @param title shown in the player; may be null
 * @param url where readers find it; may be null
 * @param text stands behind the JSON of a record and not in it, see {@link dev.voicgen.contracts.topic.ArticleSerde};
 *     records of older releases have it in their JSON
 * @param contentHash {@link ArticleText#sha256()}; another hash is another content
 * @param voiceId a voice of {@code language}, already checked against the plan
 * @param callbackUrl told when the job has ended; may be null
 */
public record Article(
        PostId postId,
        Language language,
        String title,
        String url,

        @JacksonInject(useInput = OptBoolean.TRUE) @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        ArticleText text,

        String contentHash,
        long voiceId,
        String callbackUrl) {

    public Article {
        requireNonNull(postId, "postId");
        requireNonNull(language, "language");
        requireNonNull(text, "text");
        requireNonNull(contentHash, "contentHash");
    }

    /** Leaves out what does not belong in a log line. */
    @Override
    public String toString() {
        return "Article[" + postId + ", " + language + ", " + text + "]";
    }
}
