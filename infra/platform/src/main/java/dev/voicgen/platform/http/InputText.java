package dev.voicgen.platform.http;

import java.util.Optional;
import java.util.function.IntPredicate;

/** Texts as clients send them: with blanks around them, a file's byte order mark, half of an emoji. */
public final class InputText {

    private static final int ZERO_WIDTH_SPACE = 0x200B;
    private static final int LEFT_TO_RIGHT_MARK = 0x200E;
    private static final int RIGHT_TO_LEFT_MARK = 0x200F;
    private static final int WORD_JOINER = 0x2060;
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int NEXT_LINE = 0x85;
    private static final char REPLACEMENT = '\uFFFD';

    private InputText() {}

    /** {@code text} without white space and invisible marks around it. Joiners stay: words of some languages end with them. */
    static String trim(String text) {
        int start = 0;
        int end = text.length();
        // Everything that is trimmed lies in the Basic Multilingual Plane.
        while (start < end && isTrimmed(text.charAt(start))) {
            start++;
        }
        while (start < end && isTrimmed(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** {@code text} with U+FFFD in place of each half of a surrogate pair: UTF-8 has no form for one. */
    public static String mend(String text) {
        int broken = firstHalf(text, 0);
        if (broken < 0) {
            return text;
        }
        StringBuilder mended = new StringBuilder(text);
        for (int i = broken; i >= 0; i = firstHalf(text, i + 1)) {
            mended.setCharAt(i, REPLACEMENT);
        }
        return mended.toString();
    }

    /** How many characters people count. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Where the first character is that {@code refused} finds, for people: "U+0000 at character 12". */
    public static Optional<String> place(String text, IntPredicate refused) {
        return place(text, 0, text.length(), refused);
    }

    /** As {@link #place(String, IntPredicate)}, of {@code length} chars of {@code text} from {@code start} on. */
    static Optional<String> place(String text, int start, int length, IntPredicate refused) {
        for (int i = start; i < start + length; i += Character.charCount(text.codePointAt(i))) {
            if (refused.test(text.codePointAt(i))) {
                int number = text.codePointCount(0, i) + 1;
                return Optional.of(String.format("U+%04X at character %d", text.codePointAt(i), number));
            }
        }
        return Optional.empty();
    }

    private static int firstHalf(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isTrimmed(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c == NEXT_LINE
                || c == ZERO_WIDTH_SPACE
                || c == LEFT_TO_RIGHT_MARK
                || c == RIGHT_TO_LEFT_MARK
                || c == WORD_JOINER
                || c == BYTE_ORDER_MARK;
    }
}
