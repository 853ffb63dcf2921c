package dev.voicgen.worker.speech;

import java.time.Duration;

/** The result of a synthesis. Reasons are for operators and never contain the text. */
public sealed interface SpeechOutcome {

    /** All of the text is in the sink. */
    record Spoken() implements SpeechOutcome {}

    /** The synthesis was cancelled before the end. */
    record Cancelled() implements SpeechOutcome {}

    /** The engine refuses this voice or text and always will. */
    record Refused(String reason) implements SpeechOutcome {}

    /** The engine is away or overloaded. Another try makes sense after the time {@code after}. */
    record Unavailable(Duration after, String reason) implements SpeechOutcome {}

    /** The synthesis ended without the speech of the text: an error in the middle, or no audio. */
    record BadOutput(String reason) implements SpeechOutcome {}
}
