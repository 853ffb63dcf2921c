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

    private static String collapse(String block) {
        if (endOfWords(block, 0) == block.length()) {
            return block;
        }
        StringBuilder out = new StringBuilder(block.length());
        boolean space = false;
        for (int i = 0; i < block.length(); ) {
            int end = endOfWords(block, i);
            if (end == i) {
                int c = block.codePointAt(i);
                end += Character.charCount(c);
                space |= isSpace(c);
                if (isSpace(c) || !isSpoken(c)) {
                    i = end;
                    continue;
                }
            }
            if (space && !out.isEmpty()) {
                out.append(' ');
            }
            space = false;
            out.append(block, i, end);
            i = end;
        }
        return out.toString();
    }

    /** The end of the words from {@code from} on that have one space between them: nearly all there is stays as it is. */
    private static int endOfWords(String block, int from) {
        int i = from;
        while (i < block.length()) {
            if (isPlain(block.charAt(i))) {
                i++;
            } else if (i > from && i + 1 < block.length() && block.charAt(i) == ' ' && isPlain(block.charAt(i + 1))) {
                i += 2;
            } else {
                break;
            }
        }
        return i;
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.CONTROL;
    }

    /** Visible ASCII, or a letter or digit of any script. */
    private static boolean isPlain(char c) {
        return c > ' ' && (c <= '~' || Character.isLetterOrDigit(c));
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
