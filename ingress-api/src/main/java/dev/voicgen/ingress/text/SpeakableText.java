package dev.voicgen.ingress.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * Turns what a client sent, HTML or plain text, into what is to be spoken: blocks of one line each, one empty line
 * between two. Neither deep nesting nor a flood of tags costs more than a fixed multiple of the input.
 */
public final class SpeakableText {

    /** An end tag, or the start of an element that plain text does not show by accident. */
    private static final Pattern MARKUP = Pattern.compile(
            "</[a-z][a-z0-9]*\\s*>|<(?:p|br|hr|img|li|ul|ol|div|h[1-6]|blockquote|article|section)(?:\\s[^<>]*)?/?>"
                    + "|<!--|<!doctype",
            Pattern.CASE_INSENSITIVE);

    private SpeakableText() {}

    /** The speakable text of {@code content}, possibly none; empty where the markup is too complex to be an article. */
    public static Optional<String> of(String content) {
        return hasMarkup(content) ? HtmlText.of(content) : Optional.of(plain(content));
    }

    /** Looks only where a tag could begin: plain text has few such places or none. */
    private static boolean hasMarkup(String content) {
        Matcher markup = MARKUP.matcher(content);
        for (int start = content.indexOf('<'); start >= 0; start = content.indexOf('<', start + 1)) {
            if (markup.region(start, content.length()).lookingAt()) {
                return true;
            }
        }
        return false;
    }

    private static String plain(String content) {
        Blocks blocks = new Blocks();
        for (String paragraph : BlankLines.split(content)) {
            blocks.append(Parser.unescapeEntities(paragraph, false));
            blocks.end(false);
        }
        return blocks.text();
    }
}
