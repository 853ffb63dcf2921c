package dev.voicgen.worker.quality;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What audio must pass before anyone hears it: a half-spoken article is never published. Pure functions. The limits were found by
 * measuring several engines on good and on broken audio; they tell speech of the right length from everything else, not good from bad.
 */
public final class QualityGate {

    /** Whether audio may be published. */
    public sealed interface Judgement {

        record Accepted() implements Judgement {}

        /** @param code for programs; {@code reason} is for people */
        record Rejected(String code, String reason) implements Judgement {}
    }

    private static final double LEAST_RMS = 0.02;
    private static final double MOST_RMS = 0.4;
    private static final double MOST_SILENCE = 0.4;
    private static final double PAUSE_SECONDS = 0.2;
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?:](?=\\s|$)");
    /** Below that the pauses around one word weigh too much to be judged. */
    private static final double SILENCE_COUNTS_FROM_SECONDS = 3;

    private static final double MOST_ENCODING_DIFFERENCE_SECONDS = 0.150;
    private static final double MOST_UNREADABLE = 0.2;

    private QualityGate() {}

    /**
     * Judges an article before it is spoken.
     *
     * @param unreadableShare of its letters, 0 to 1
     * @param speakableSegments those with anything to say
     */
    public static Judgement judgeText(double unreadableShare, int speakableSegments) {
        if (unreadableShare > MOST_UNREADABLE) {
            return rejected(
                    "language_mismatch",
                    "%.0f %% of the letters are in a script that the voice cannot read; check the language of the post",
                    unreadableShare * 100);
        }
        if (speakableSegments == 0) {
            return rejected("nothing_to_say", "the text has no words");
        }
        return new Judgement.Accepted();
    }

    /**
     * Judges one segment before it is stored, so that only good ones are ever reused.
     *
     * @param spoken the text as it was given to the engine
     * @param rateWpm the voice's words a minute
     * @param mp3Millis what the encoded segment lasts
     */
    public static Judgement judgeSegment(String spoken, double rateWpm, PcmStatistics pcm, long mp3Millis) {
        SpeakingTime time = SpeakingTime.of(spoken, rateWpm);
        if (pcm.seconds() < time.least()) {
            return rejected(
                    "too_short",
                    "%.1f s of audio for a text of at least %.1f s: words are missing",
                    pcm.seconds(),
                    time.least());
        }
        if (pcm.seconds() > time.most()) {
            return rejected("too_long", "%.1f s of audio for a text of at most %.1f s", pcm.seconds(), time.most());
        }
        if (pcm.rms() < LEAST_RMS || pcm.rms() > MOST_RMS) {
            return rejected(
                    "bad_level", "loudness (RMS) is %.3f, not between %.2f and %.2f", pcm.rms(), LEAST_RMS, MOST_RMS);
        }
        if (pcm.seconds() >= SILENCE_COUNTS_FROM_SECONDS && pcm.silentShare() > mostSilence(spoken, pcm.seconds())) {
            return rejected("mostly_silent", "%.0f %% of the audio is silence", pcm.silentShare() * 100);
        }
        if (Math.abs(mp3Millis / 1000.0 - pcm.seconds()) > MOST_ENCODING_DIFFERENCE_SECONDS) {
            return rejected(
                    "encoding_mismatch", "%.3f s of audio became %.3f s of MP3", pcm.seconds(), mp3Millis / 1000.0);
        }
        return new Judgement.Accepted();
    }

    /** Judges the joined file: as many segments as the text has, and all of their bytes. */
    public static Judgement judgeFile(int wantedSegments, int joinedSegments, long wantedBytes, long joinedBytes) {
        if (wantedSegments != joinedSegments || wantedBytes != joinedBytes) {
            return rejected(
                    "incomplete",
                    "%d of %d segments and %d of %d bytes are in the file",
                    joinedSegments,
                    wantedSegments,
                    joinedBytes,
                    wantedBytes);
        }
        return new Judgement.Accepted();
    }

    /** A list of one-word sentences is half pauses, and right so. */
    private static double mostSilence(String spoken, double seconds) {
        long pauses = SENTENCE_END.matcher(spoken).results().count();
        return MOST_SILENCE + pauses * PAUSE_SECONDS / seconds;
    }

    private static Judgement rejected(String code, String reason, Object... values) {
        return new Judgement.Rejected(code, String.format(Locale.ROOT, reason, values));
    }
}
