package dev.voicgen.contracts.player;

import dev.voicgen.contracts.value.PostKey;
import java.time.LocalDate;

/**
 * What readers did with one post on one day, as it stood at one place on the log of player events.
 *
 * @param day of the reader's clock, in UTC
 * @param listenedMs audio heard, in milliseconds
 * @param offset of the event that led to this; a higher one is newer
 */
public record DayCount(
        PostKey post, LocalDate day, long loads, long plays, long completes, long listenedMs, long offset) {

    /** Before the first event. */
    public static DayCount none(PostKey post, LocalDate day) {
        return new DayCount(post, day, 0, 0, 0, 0, -1);
    }

    /** The key on the topic: {@code site/language/post_id/yyyy-mm-dd}. */
    public String key() {
        return post + "/" + day;
    }
}
