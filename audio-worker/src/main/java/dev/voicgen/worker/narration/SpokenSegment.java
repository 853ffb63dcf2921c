package dev.voicgen.worker.narration;

/**
 * Where a part of the text is heard. Segments follow each other without a gap in the audio; parts of the text that cannot be spoken
 * belong to none.
 *
 * @param index from 0
 * @param startMs when it begins in the joined audio
 * @param endMs when it ends
 * @param textStart first character in the text, in Unicode code points
 * @param textEnd behind its last character, in Unicode code points
 */
public record SpokenSegment(int index, long startMs, long endMs, int textStart, int textEnd) {}
