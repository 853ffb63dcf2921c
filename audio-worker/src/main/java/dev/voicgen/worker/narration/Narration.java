package dev.voicgen.worker.narration;

import dev.voicgen.worker.store.AudioName;
import java.time.Duration;
import java.util.List;

/** The result of a narration. Reasons never contain the text. */
public sealed interface Narration {

    /**
     * The place in the audio and in the text of one segment. Segments follow each other without a gap in the audio. Parts of the
     * text that cannot be spoken belong to no segment.
     *
     * @param index from 0
     * @param startMs its begin in the joined audio
     * @param endMs its end in the joined audio
     * @param textStart its first character in the text, in Unicode code points
     * @param textEnd the place behind its last character in the text, in Unicode code points
     */
    record SpokenSegment(int index, long startMs, long endMs, int textStart, int textEnd) {}

    /**
     * The audio is in the store.
     *
     * @param durationMs of the joined file
     * @param synthesised the segments made now
     * @param reused the segments found in the store
     */
    record Narrated(AudioName file, long durationMs, List<SpokenSegment> segments, int synthesised, int reused)
            implements Narration {

        public Narrated {
            segments = List.copyOf(segments);
        }
    }

    /** This text cannot be spoken with this voice, now or later: {@code code} for programs, {@code reason} for people. */
    record Unspeakable(String code, String reason) implements Narration {}

    /** Something is unavailable for now. Finished segments are kept and will not be made again. */
    record TryAgain(Duration after, String reason) implements Narration {}

    /** The narration was cancelled. Finished segments are kept and will not be made again. */
    record Cancelled() implements Narration {}
}
