package dev.voicgen.standalone.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.front.matter.YamlFrontMatterExtension;
import org.commonmark.ext.front.matter.YamlFrontMatterVisitor;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** How articles are written in files of one ending. */
enum ArticleFormat {
    HTML("html?") {
        @Override
        BulkArticle read(String postId, String text) {
            return ofHtml(postId, null, text);
        }
    },
    MARKDOWN("md|markdown") {
        @Override
        BulkArticle read(String postId, String text) {
            List<Extension> extensions = List.of(TablesExtension.create(), YamlFrontMatterExtension.create());
            Node document = Parser.builder().extensions(extensions).build().parse(text);
            YamlFrontMatterVisitor frontMatter = new YamlFrontMatterVisitor();
            document.accept(frontMatter);
            String html = HtmlRenderer.builder().extensions(extensions).build().render(document);
            List<String> title = frontMatter.getData().getOrDefault("title", List.of());
            return ofHtml(postId, title.isEmpty() ? null : title.get(0), html);
        }
    },
    TEXT("txt") {
        @Override
        BulkArticle read(String postId, String text) {
            String firstLine = text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .orElse(null);
            return new BulkArticle(postId, shortEnough(firstLine), text);
        }
    };

    /**
     * An article of a file, as the body of a submission.
     *
     * @param postTitle may be null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BulkArticle(String postId, String postTitle, String content) {}

    /** Longer ones the API refuses; a whole paragraph in one line is no title. */
    private static final int MAX_TITLE = 500;

    private final Pattern fileName;

    ArticleFormat(String endings) {
        this.fileName = Pattern.compile(".*\\.(?:" + endings + ")", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    abstract BulkArticle read(String postId, String text);

    /** The format of a file with this name, or empty where it holds no single article. */
    static Optional<ArticleFormat> of(String fileName) {
        return Arrays.stream(values())
                .filter(format -> format.fileName.matcher(fileName).matches())
                .findFirst();
    }

    private static BulkArticle ofHtml(String postId, String title, String html) {
        Document document = Jsoup.parse(html);
        Element heading = document.selectFirst("h1");
        String found = title != null ? title : document.title();
        if (found.isBlank() && heading != null) {
            found = heading.text();
        }
        return new BulkArticle(postId, shortEnough(found), html);
    }

    private static String shortEnough(String title) {
        return title == null || title.isBlank() || title.codePointCount(0, title.length()) > MAX_TITLE ? null : title;
    }
}
