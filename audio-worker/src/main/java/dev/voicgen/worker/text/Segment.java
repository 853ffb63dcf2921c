package dev.voicgen.worker.text;

/**
 * A piece of an article that is spoken, stored and joined as one.
 *
 * @param index from 0, in the order of the article
 * @param text what the article says there, untouched, without blanks around it
 * @param textStart offset of its first character in the article, in Unicode code points
 * @param textEnd offset behind its last character, in Unicode code points
 */
public record Segment(int index, String text, int textStart, int textEnd) {}
