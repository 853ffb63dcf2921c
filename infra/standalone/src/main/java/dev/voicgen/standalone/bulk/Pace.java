package dev.voicgen.standalone.bulk;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast articles come to their end, and so how long the others will take.
 *
 * @param since when it was first looked
 * @param endedBefore how many had ended then
 */
record Pace(Instant since, int endedBefore) {

    /** A guess from less than this would jump. */
    private static final Duration LOOKED_FOR = Duration.ofSeconds(5);

    /** For people; empty where it is too early to tell. */
    String words(BatchProgress progress, Instant now) {
        Duration looked = Duration.between(since, now);
        int ended = progress.ended() - endedBefore;
        if (looked.compareTo(LOOKED_FOR) < 0 || ended <= 0 || progress.waiting() == 0) {
            return "";
        }
        double perSecond = ended * 1000.0 / looked.toMillis();
        Duration left = Duration.ofSeconds(Math.round(progress.waiting() / perSecond));
        return ", about " + inWords(left) + " left (" + rate(perSecond) + ")";
    }

    private static String rate(double perSecond) {
        return perSecond >= 1 ? "%.0f a second".formatted(perSecond) : "%.0f a minute".formatted(perSecond * 60);
    }

    private static String inWords(Duration time) {
        if (time.toMinutes() == 0) {
            return time.toSeconds() + " s";
        }
        return time.toHours() == 0 ? time.toMinutes() + " min" : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
