package dev.voicgen.worker.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts that are the same for the same seed. */
final class RandomText {

    private static final String[] PIECES = {
        "a",
        "word",
        "Dr.",
        "e.g.",
        "J.",
        "3.14",
        "\uD83D\uDE00",
        "\u65E5\u672C",
        "e\u0301",
        "\u00A0",
        "end.",
        "Why?",
        "Stop!",
        ",",
        ";",
        "\u2014",
        "(",
        ")",
        "\"",
        "\u201D",
        "x".repeat(900),
        "\n",
        "\n\n",
        "\n \n",
        "\t",
        "https://example.com/a?b=c",
        "\u3002",
        "1,000"
    };

    private RandomText() {}

    /** Anything, up to about 4,000 characters. */
    static String wild(Random random) {
        StringBuilder text = new StringBuilder();
        for (int pieces = random.nextInt(800); pieces > 0; pieces--) {
            text.append(PIECES[random.nextInt(PIECES.length)]).append(random.nextInt(4) == 0 ? "" : " ");
        }
        return text.toString();
    }

    /** What an article looks like: paragraphs of one to five sentences, none of them overlong. */
    static List<String> paragraphs(Random random, int count) {
        List<String> paragraphs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            paragraphs.add(paragraph(random));
        }
        return paragraphs;
    }

    static String paragraph(Random random) {
        StringBuilder text = new StringBuilder();
        for (int sentences = 1 + random.nextInt(5); sentences > 0; sentences--) {
            text.append(text.isEmpty() ? "" : " ").append(sentence(random));
        }
        return text.toString();
    }

    private static String sentence(Random random) {
        StringBuilder text = new StringBuilder("The");
        for (int words = 4 + random.nextInt(16); words > 0; words--) {
            text.append(' ');
            for (int letters = 2 + random.nextInt(6); letters > 0; letters--) {
                text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.append('.').toString();
    }
}
