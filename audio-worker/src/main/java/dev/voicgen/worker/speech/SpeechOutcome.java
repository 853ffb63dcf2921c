package dev.voicgen.worker.speech;

import java.time.Duration;

/** How a synthesis ended. Reasons are for operators and never hold the text. */
public sealed interface SpeechOutcome {

    /** All of the text is in the sink. */
    record Spoken() implements SpeechOutcome {}

    /** It was cancelled before the end. */
    record Cancelled() implements SpeechOutcome {}

    /** Trying again cannot help: the engine does not take this voice or text. */
    record Refused(String reason) implements SpeechOutcome {}

    /** The engine is away or overloaded; trying again makes sense {@code after} that time. */
    record Unavailable(Duration after, String reason) implements SpeechOutcome {}

    /** It ended, but with something that is not the text's speech: an error in the middle, no audio. */
    record BadOutput(String reason) implements SpeechOutcome {}
}
