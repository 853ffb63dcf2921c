package dev.voicgen.standalone.bulk;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The result of one article.
 *
 * @param post its id, or null where it has none
 * @param contentChanged whether its audio is of another text
 * @param code why it has no audio; null where it has
 * @param message the same for people
 * @param audioUrl null where it has none
 * @param seconds that its audio lasts
 */
record ArticleOutcome(
        ArticleLines.Place place,
        String batchId,
        String post,
        String language,
        String status,
        boolean contentChanged,
        String code,
        String message,
        String audioUrl,
        int seconds) {

    static ArticleOutcome of(JsonNode item, ArticleLines.Place place, String batchId) {
        return new ArticleOutcome(
                place,
                batchId,
                item.path("post_id").textValue(),
                item.path("language").textValue(),
                item.path("status").asText(),
                item.path("content_changed").asBoolean(),
                item.path("code").textValue(),
                item.path("message").textValue(),
                item.path("audio_url").textValue(),
                item.path("duration_seconds").asInt());
    }

    boolean isReady() {
        return status.equals("ready");
    }

    /** The id of the post, or else its place in the files. */
    String name() {
        return post == null ? place.toString() : post;
    }
}
