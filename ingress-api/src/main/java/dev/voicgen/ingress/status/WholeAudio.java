package dev.voicgen.ingress.status;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.voicgen.catalog.CatalogVoice;
import java.util.List;

/**
 * Everything that a key holder may know of an audio.
 *
 * @param voice of the newest job; null where there is none such any more
 * @param contentHash of the text of the newest job
 * @param segments of the newest audio that was finished: a JSON array, empty until then
 */
public record WholeAudio(
        @JsonUnwrapped AudioItem item,
        CatalogVoice voice,
        String contentHash,
        @JsonRawValue String segments,
        List<TimelineEvent> timeline) {}
