package dev.voicgen.testkit.audio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a recogniser may expect to hear: the words of some texts and their neighbours, in ARPA form, and how they sound. */
final class LanguageModel {

    private static final String DICTIONARY = "/edu/cmu/sphinx/models/en-us/cmudict-en-us.dict";
    /** Of the probability, this goes to pairs that were seen; the rest lets any word follow any other. */
    private static final double SEEN = 0.8;

    private final List<List<String>> texts = new ArrayList<>();
    private final List<String> pronunciations = new ArrayList<>();
    private final Set<String> words = new TreeSet<>();

    LanguageModel(String... texts) throws IOException {
        Set<String> wanted = new TreeSet<>();
        for (String text : texts) {
            this.texts.add(words(text));
            wanted.addAll(words(text));
        }
        try (BufferedReader dictionary = new BufferedReader(
                new InputStreamReader(LanguageModel.class.getResourceAsStream(DICTIONARY), StandardCharsets.UTF_8))) {
            for (String line = dictionary.readLine(); line != null; line = dictionary.readLine()) {
                String word = line.substring(0, line.indexOf(' ')).replaceAll("\\(\\d+\\)$", "");
                if (wanted.contains(word)) {
                    words.add(word);
                    pronunciations.add(line);
                }
            }
        }
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).replace('\u2019', '\'').split("[^a-z']+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    void writeDictionary(Path file) throws IOException {
        Files.write(file, pronunciations);
    }

    void writeArpa(Path file) throws IOException {
        Map<String, Map<String, Integer>> followers = new TreeMap<>();
        int pairs = 0;
        for (List<String> text : texts) {
            String before = "<s>";
            for (String word : text) {
                if (words.contains(word)) {
                    pairs += followers
                                            .computeIfAbsent(before, any -> new TreeMap<>())
                                            .merge(word, 1, Integer::sum)
                                    == 1
                            ? 1
                            : 0;
                    before = word;
                }
            }
        }
        List<String> lines =
                new ArrayList<>(List.of("\\data\\", "ngram 1=" + (words.size() + 2), "ngram 2=" + pairs, ""));
        lines.add("\\1-grams:");
        double single = Math.log10(1.0 / (words.size() + 1));
        double backoff = Math.log10(1 - SEEN);
        lines.add(String.format(Locale.ROOT, "%.4f </s> 0.0000", single));
        lines.add(String.format(Locale.ROOT, "-99.0000 <s> %.4f", backoff));
        words.forEach(word -> lines.add(String.format(Locale.ROOT, "%.4f %s %.4f", single, word, backoff)));
        lines.add("");
        lines.add("\\2-grams:");
        followers.forEach((before, after) -> {
            int total = after.values().stream().mapToInt(Integer::intValue).sum();
            after.forEach((word, count) -> lines.add(
                    String.format(Locale.ROOT, "%.4f %s %s", Math.log10(SEEN * count / total), before, word)));
        });
        lines.add("");
        lines.add("\\end\\");
        Files.write(file, lines);
    }
}
