package dev.voicgen.contracts.value;

import static java.util.Objects.requireNonNull;

/**
 * What an audio belongs to: one post of one site in one language. Its text, {@code site/language/post_id}, keys topics
 * and stores; it is unambiguous because neither a site, a language nor a post id has a slash.
 */
public record PostKey(long siteId, PostId postId, Language language) {

    public PostKey {
        requireNonNull(postId, "postId");
        requireNonNull(language, "language");
    }

    @Override
    public String toString() {
        return siteId + "/" + language + "/" + postId;
    }
}
