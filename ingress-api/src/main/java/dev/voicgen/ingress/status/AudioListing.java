package dev.voicgen.ingress.status;

import org.jdbi.v3.core.mapper.Nested;

/** An audio as a list needs it. */
record AudioListing(
        @Nested AudioRow audio,
        String postId,
        String language,
        @Nested AudioDetails details) {

    AudioLookup.Found found() {
        return new AudioLookup.Found(audio, details);
    }
}
