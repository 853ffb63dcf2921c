package dev.voicgen.worker.narration;

import dev.voicgen.contracts.value.Language;
import dev.voicgen.worker.speech.VoiceSettings;

/**
 * What is to be spoken, and how.
 *
 * @param text blocks without markup, one empty line between two
 */
public record NarrationRequest(String text, Language language, VoiceSettings voice) {

    /** Leaves the text out: an article does not belong in a log line. */
    @Override
    public String toString() {
        return "NarrationRequest[" + language + ", " + text.length() + " characters, " + voice + "]";
    }
}
