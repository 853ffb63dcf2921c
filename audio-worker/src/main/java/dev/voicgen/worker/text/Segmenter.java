package dev.voicgen.worker.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Cuts an article into {@linkplain Segment segments} of 300 to 800 UTF-16 characters.
 *
 * <p>A text that is too long is cut at its best place and both halves likewise, down to segments. "Best" is a property of the
 * characters around the place, so an edit moves only the cuts next to it, as in a treap: the segments before and behind keep
 * their text and with it their stored audio. Packing from the front would shift every segment behind an edit.
 *
 * <p>A sentence is cut only where it is longer than a segment may be: at a clause, else between words, else between two code
 * points. A segment is shorter than 300 where the text is, or where only a cut through a sentence would make it longer.
 */
public final class Segmenter {

    /**
     * A piece of an article that is spoken, stored and joined as one.
     *
     * @param index from 0, in the order of the article
     * @param text of the article, untouched, without blanks around it
     * @param textStart offset of its first character in the article, in Unicode code points
     * @param textEnd offset behind its last character, in Unicode code points
     */
    public record Segment(int index, String text, int textStart, int textEnd) {}

    static final int MIN = 300;
    static final int MAX = 800;

    private final String text;
    private final CutPoints cuts;
    private final List<Segment> segments = new ArrayList<>();
    private int position;
    private int codePoints;

    private Segmenter(String text, Locale locale) {
        this.text = text;
        this.cuts = new CutPoints(text, locale);
    }

    /** The segments of {@code text} in order; together they hold every character of it that is not blank. */
    public static List<Segment> segment(String text, Locale locale) {
        Segmenter segmenter = new Segmenter(text, locale);
        segmenter.split(0, text.length());
        return List.copyOf(segmenter.segments);
    }

    private void split(int start, int end) {
        if (end - start <= MAX) {
            add(start, end);
            return;
        }
        int cut = cut(start, end);
        split(start, cut);
        split(cut, end);
    }

    private int cut(int start, int end) {
        int middle = (start + end) >>> 1;
        OptionalInt cut = cuts.betweenSentences(start + MIN, end - MIN);
        if (cut.isEmpty()) {
            cut = cuts.sentenceEndNear(middle, start, end);
        }
        if (cut.isEmpty()) {
            cut = cuts.insideSentence(start + MIN, end - MIN);
        }
        return cut.orElseGet(() -> Character.isLowSurrogate(text.charAt(middle)) ? middle + 1 : middle);
    }

    private void add(int start, int end) {
        int first = start;
        while (first < end && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        int last = end;
        while (last > first && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        if (first < last) {
            int textStart = codePointsUpTo(first);
            segments.add(new Segment(segments.size(), text.substring(first, last), textStart, codePointsUpTo(last)));
        }
    }

    private int codePointsUpTo(int offset) {
        codePoints += text.codePointCount(position, offset);
        position = offset;
        return codePoints;
    }
}
