package dev.voicgen.ingress.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is done to the words of a block: white space collapsed, unspeakable characters left out, URLs shortened. */
final class Wording {

    /** A URL standing in the text; the host is group 1. */
    private static final Pattern BARE_URL = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:https?://(?:www\\.)?|www\\.)([^\\s/?#:<>\"']+)[^\\s<>\"']*",
            Pattern.CASE_INSENSITIVE);

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final String WWW = "www";
    private static final String SENTENCE_ENDS = ".,;:!?)]}";

    private Wording() {}

    static String clean(String block) {
        String collapsed = collapse(block);
        return mayHoldUrl(collapsed) ? shortenUrls(collapsed) : collapsed;
    }

    /** Whether the costly pattern has anything to find: "://", or "www." in any case. */
    private static boolean mayHoldUrl(String text) {
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
            if (text.regionMatches(true, dot - WWW.length(), WWW, 0, WWW.length())) {
                return true;
            }
        }
        return text.contains("://");
    }

    /** In place: what is kept never overtakes what is read. */
    private static String collapse(String block) {
        char[] chars = block.toCharArray();
        int length = 0;
        for (int i = 0; i < chars.length; i++) {
            char c = chars[i];
            if (isPlain(c)) {
                chars[length++] = c;
            } else if (isSpace(c)) {
                if (length > 0 && chars[length - 1] != ' ') {
                    chars[length++] = ' ';
                }
            } else {
                int whole = Character.codePointAt(chars, i);
                if (isSpoken(whole)) {
                    length += Character.toChars(whole, chars, length);
                }
                i += Character.charCount(whole) - 1;
            }
        }
        return new String(chars, 0, length > 0 && chars[length - 1] == ' ' ? length - 1 : length);
    }

    /** Visible ASCII, or a letter or digit: nearly all there is, so it pays to ask first. */
    private static boolean isPlain(char c) {
        return c > ' ' && (c <= '~' || Character.isLetterOrDigit(c));
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.CONTROL;
    }

    /** Leaves out soft hyphens, marks of direction, and what is no character; joiners shape words in some scripts. */
    private static boolean isSpoken(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT -> c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
            case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static String shortenUrls(String text) {
        Matcher url = BARE_URL.matcher(text);
        StringBuilder out = new StringBuilder(text.length());
        while (url.find()) {
            url.appendReplacement(out, Matcher.quoteReplacement(hostOf(url)));
        }
        return url.appendTail(out).toString();
    }

    /** The host with the punctuation of the sentence that the URL ends. */
    private static String hostOf(Matcher url) {
        String whole = url.group();
        int end = whole.length();
        while (end > 0
                && !(whole.charAt(end - 1) == ')' && whole.indexOf('(') >= 0)
                && SENTENCE_ENDS.indexOf(whole.charAt(end - 1)) >= 0) {
            end--;
        }
        String host = url.group(1);
        int trailing = whole.length() - end;
        boolean hostEndsIt = whole.endsWith(host);
        String bare = hostEndsIt ? host.substring(0, Math.max(0, host.length() - trailing)) : host;
        return bare + whole.substring(end);
    }
}
