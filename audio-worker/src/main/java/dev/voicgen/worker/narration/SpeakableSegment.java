package dev.voicgen.worker.narration;

import dev.voicgen.worker.text.Segment;

/** A segment together with what the engine is to say for it. */
record SpeakableSegment(Segment segment, String spoken) {

    SpokenSegment heard(int index, long startMs, long endMs) {
        return new SpokenSegment(index, startMs, endMs, segment.textStart(), segment.textEnd());
    }
}
