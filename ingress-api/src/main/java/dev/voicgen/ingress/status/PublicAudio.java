package dev.voicgen.ingress.status;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.voicgen.catalog.CatalogVoice;
import dev.voicgen.contracts.value.PostKey;

/**
 * An audio as readers need it.
 *
 * @param audioUrl of the newest audio that was finished, also while it is made anew; null until then
 * @param voice of that audio, or of the one being made
 * @param segments where each part of the text is heard: a JSON array, empty until there is an audio
 */
public record PublicAudio(
        String postId,
        String title,
        String language,
        String status,
        int progressPercent,
        String audioUrl,
        Integer durationSeconds,
        CatalogVoice voice,
        @JsonRawValue String segments) {

    static PublicAudio of(PostKey post, AudioLookup.Found known, CatalogVoice voice, AudioUrls urls) {
        AudioDetails details = known.details();
        boolean playable = details.finishedFile() != null;
        return new PublicAudio(
                post.postId().value(),
                details.title(),
                post.language().code(),
                known.audio().status(),
                known.audio().progressPercent(),
                playable ? urls.of(details.finishedFile()) : null,
                details.finishedSeconds(),
                voice,
                details.segments() == null ? "[]" : details.segments());
    }
}
