package dev.voicgen.ingress.status;

import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.value.PostKey;
import java.time.Instant;

/** An article that a client wants to be heard, without its text. */
public record RequestedAudio(PostKey post, String title, String url, long voiceId, String contentHash) {

    public static RequestedAudio of(long siteId, Article article) {
        return new RequestedAudio(
                new PostKey(siteId, article.postId(), article.language()),
                article.title(),
                article.url(),
                article.voiceId(),
                article.contentHash());
    }

    /** @param at null: not known */
    AudioDetails details(Instant at) {
        return new AudioDetails(title, url, voiceId, contentHash, at, at, null, null, null, null);
    }
}
