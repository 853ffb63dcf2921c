package dev.voicgen.worker.narration;

import java.util.ArrayList;
import java.util.List;

/** An article of about 500 words. */
final class TestArticle {

    private static final String[] OPENINGS = {
        "On Monday morning", "After the long winter", "Not far from the old station", "Most people in town",
                "Early in the evening",
        "For many years", "Since the bridge was closed", "Behind the market hall", "When the rain stopped",
                "Twice a year"
    };
    private static final String[] MIDDLES = {
        "the gardeners met to plan the new park,",
        "a small crowd waited for the ferry,",
        "the baker opened her door a little earlier,",
        "two engineers measured the height of the water,",
        "children carried lamps along the river,",
        "the council talked about the price of water,",
        "an old tram was painted blue again,"
    };
    private static final String[] ENDINGS = {
        "and nobody was surprised that it took until 12:30.", "because 45% of the money had come from visitors.",
        "although Dr. Moore had warned them about the cost.", "so the street was full of music once more.",
        "which the newspaper called \u201Ca quiet success\u201D.", "and the neighbours shared what they had.",
        "but the work will go on until next year.", "while the bells of the church rang for an hour."
    };

    private TestArticle() {}

    /** Ten headings and paragraphs; the same each time. */
    static List<String> blocks() {
        List<String> blocks = new ArrayList<>();
        int sentence = 0;
        for (int block = 0; block < 10; block++) {
            if (block % 5 == 0) {
                blocks.add("Part " + (block / 5 + 1) + " of the story.");
                continue;
            }
            StringBuilder paragraph = new StringBuilder();
            for (int i = 0; i < 3 + block % 3; i++, sentence++) {
                paragraph
                        .append(paragraph.isEmpty() ? "" : " ")
                        .append(OPENINGS[sentence * 3 % OPENINGS.length])
                        .append(' ')
                        .append(MIDDLES[sentence % MIDDLES.length])
                        .append(' ')
                        .append(ENDINGS[sentence * 5 % ENDINGS.length]);
            }
            blocks.add(paragraph.toString());
        }
        return blocks;
    }

    static String text() {
        return String.join("\n\n", blocks());
    }
}
