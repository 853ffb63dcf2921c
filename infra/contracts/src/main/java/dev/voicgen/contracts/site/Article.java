package dev.voicgen.contracts.site;

import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;

/**
 * An article as it is to be spoken.
 *
 * @param title shown in the player; may be null
 * @param url where readers find it; may be null
 * @param text what is to be spoken: blocks (headings, paragraphs, list items) without markup, one empty line between two
 * @param contentHash SHA-256 of {@code text} in hexadecimal; another hash is another content
 * @param voiceId a voice of {@code language}, already checked against the plan
 * @param callbackUrl told when the job has ended; may be null
 */
public record Article(
        PostId postId,
        Language language,
        String title,
        String url,
        String text,
        String contentHash,
        long voiceId,
        String callbackUrl) {

    /** Leaves the text out: an article does not belong in a log line. */
    @Override
    public String toString() {
        return "Article[" + postId + ", " + language + ", " + text.length() + " characters]";
    }
}
