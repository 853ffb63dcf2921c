package dev.voicgen.worker.text;

import java.util.Locale;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a text may be cut, best places first, each with a rank that depends on nothing but the few characters around it:
 * an edit elsewhere in the article leaves it as it is. Offsets are UTF-16.
 */
final class CutPoints {

    private static final Pattern BLOCK_END = Pattern.compile("\\n\\s*\\n");
    private static final Pattern CLAUSE_END = Pattern.compile("[,;:\\u2013\\u2014]\\s+|[\\uFF0C\\u3001\\uFF1B\\uFF1A]");
    private static final Pattern WORD_END = Pattern.compile("\\s+");
    private static final int CONTEXT = 24;

    private final NavigableMap<Integer, Integer> blocks = new TreeMap<>();
    private final NavigableMap<Integer, Integer> sentences = new TreeMap<>();
    private final NavigableMap<Integer, Integer> clauses;
    private final NavigableMap<Integer, Integer> words;

    CutPoints(String text, Locale locale) {
        SentenceSplitter splitter = new SentenceSplitter(locale);
        int start = 0;
        for (int end : ends(text, BLOCK_END).navigableKeySet()) {
            blocks.put(end, rank(text, end));
            addSentences(text, start, end, splitter);
            start = end;
        }
        addSentences(text, start, text.length(), splitter);
        clauses = ends(text, CLAUSE_END);
        words = ends(text, WORD_END);
    }

    private void addSentences(String text, int start, int end, SentenceSplitter splitter) {
        for (int sentenceEnd : splitter.ends(text.substring(start, end))) {
            sentences.put(start + sentenceEnd, rank(text, start + sentenceEnd));
        }
    }

    /** The best cut between blocks, or else between sentences, from {@code from} to {@code to}. */
    OptionalInt betweenSentences(int from, int to) {
        OptionalInt block = best(blocks, from, to);
        return block.isPresent() ? block : best(sentences, from, to);
    }

    /** The end of a sentence that is nearest to {@code middle} and lies strictly between the two. */
    OptionalInt sentenceEndNear(int middle, int start, int end) {
        return sentences.subMap(start, false, end, false).keySet().stream()
                .mapToInt(Integer::intValue)
                .reduce((a, b) -> Math.abs(a - middle) <= Math.abs(b - middle) ? a : b);
    }

    /** The best cut inside a sentence, from {@code from} to {@code to}: at a clause or else between words. */
    OptionalInt insideSentence(int from, int to) {
        OptionalInt clause = best(clauses, from, to);
        return clause.isPresent() ? clause : best(words, from, to);
    }

    /** Among equals the middle wins, which keeps repetitive texts from being peeled off one segment after the other. */
    private static OptionalInt best(NavigableMap<Integer, Integer> cuts, int from, int to) {
        if (from > to) {
            return OptionalInt.empty();
        }
        int middle = (from + to) >>> 1;
        NavigableMap<Integer, Integer> inside = cuts.subMap(from, true, to, true);
        return inside.keySet().stream().mapToInt(Integer::intValue).reduce((a, b) -> {
            int byRank = Integer.compare(inside.get(a), inside.get(b));
            return byRank > 0 || (byRank == 0 && Math.abs(a - middle) <= Math.abs(b - middle)) ? a : b;
        });
    }

    private static NavigableMap<Integer, Integer> ends(String text, Pattern pattern) {
        NavigableMap<Integer, Integer> ends = new TreeMap<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            ends.put(matcher.end(), rank(text, matcher.end()));
        }
        return ends;
    }

    private static int rank(String text, int offset) {
        String around = text.substring(Math.max(0, offset - CONTEXT), Math.min(text.length(), offset + CONTEXT));
        // String.hashCode leaves similar endings close together; the finaliser of MurmurHash3 spreads them.
        int hash = around.hashCode();
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }
}
