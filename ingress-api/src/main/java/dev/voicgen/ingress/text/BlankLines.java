package dev.voicgen.ingress.text;

import java.util.ArrayList;
import java.util.List;

/** Plain text has its paragraphs between lines that are empty, or hold nothing but spaces and tabs. */
final class BlankLines {

    private BlankLines() {}

    /** What stands between blank lines: at least one part, some perhaps without a word. */
    static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        boolean blankLine = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' && text.startsWith("\n", i + 1)) {
                // One line end, not two.
                continue;
            }
            if (endsLine(c)) {
                if (blankLine) {
                    parts.add(text.substring(start, i));
                    start = i + 1;
                }
                blankLine = true;
            } else if (c != ' ' && c != '\t') {
                blankLine = false;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static boolean endsLine(char c) {
        return (c >= '\n' && c <= '\r') || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }
}
