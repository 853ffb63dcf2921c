package dev.voicgen.ingress.text;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import org.jsoup.select.Evaluator;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/** The speakable text of an HTML article. */
final class HtmlText implements NodeFilter {

    private static final Evaluator PARAGRAPH = new Evaluator.Tag("p");

    /** An article has some thousands. Formatting tags left open are repeated in every paragraph, up to 256 in each. */
    private static final int MAX_ELEMENTS = 100_000;

    private static final Set<String> DROPPED = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "iframe",
            "svg",
            "math",
            "canvas",
            "audio",
            "video",
            "nav",
            "aside",
            "footer",
            "form",
            "button",
            "figure",
            "pre",
            "table",
            "sup",
            "object",
            "embed",
            "select",
            "textarea",
            "title",
            "head");

    private static final Set<String> SENTENCES =
            Set.of("h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "summary", "figcaption", "caption");

    private static final Pattern HIDING_STYLE =
            Pattern.compile("(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden)", Pattern.CASE_INSENSITIVE);

    private final Blocks blocks = new Blocks();
    /** Without paragraphs of its own the text has those that blank lines make, as blog editors write it. */
    private final boolean blankLinesSeparate;

    private int openSentences;
    private boolean afterBreak;

    private HtmlText(Document document) {
        this.blankLinesSeparate = document.selectFirst(PARAGRAPH) == null;
    }

    /** Empty where there are too many elements. */
    static Optional<String> of(String html) {
        try (StreamParser parser = new StreamParser(Parser.htmlParser()).parse(html, "")) {
            Iterator<Element> elements = parser.iterator();
            for (int count = 0; elements.hasNext(); count++) {
                if (count == MAX_ELEMENTS) {
                    return Optional.empty();
                }
                elements.next();
            }
            return Optional.of(of(parser.document()));
        }
    }

    private static String of(Document document) {
        HtmlText text = new HtmlText(document);
        NodeTraversor.filter(text, document.body());
        text.endBlock();
        return text.blocks.text();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            appendText(text.getWholeText());
        } else if (node instanceof Element element) {
            if (element.isBlock()) {
                endBlock();
            }
            if (isDropped(element)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            open(element);
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            if (element.isBlock()) {
                endBlock();
            }
            openSentences -= SENTENCES.contains(element.normalName()) ? 1 : 0;
        }
        return FilterResult.CONTINUE;
    }

    private void open(Element element) {
        openSentences += SENTENCES.contains(element.normalName()) ? 1 : 0;
        if ("br".equals(element.normalName())) {
            lineBreak();
        }
    }

    /** One break is a space, a second one ends the paragraph. */
    private void lineBreak() {
        if (afterBreak) {
            endBlock();
        } else {
            blocks.append(" ");
            afterBreak = true;
        }
    }

    private void appendText(String text) {
        List<String> paragraphs = blankLinesSeparate ? BlankLines.split(text) : List.of(text);
        if (paragraphs.size() == 1 && text.isBlank()) {
            blocks.append(" ");
            return;
        }
        afterBreak = false;
        for (int i = 0; i < paragraphs.size(); i++) {
            if (i > 0) {
                endBlock();
            }
            blocks.append(paragraphs.get(i));
        }
    }

    private void endBlock() {
        blocks.end(openSentences > 0);
        afterBreak = false;
    }

    private static boolean isDropped(Element element) {
        return DROPPED.contains(element.normalName())
                || element.hasAttr("hidden")
                || "true".equals(element.attr("aria-hidden").toLowerCase(Locale.ROOT))
                || HIDING_STYLE.matcher(element.attr("style")).find();
    }
}
