package dev.voicgen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.contracts.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Markdown pages of the repository against the files, classes, topics and tables that they name. */
class DocumentsTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path DOCS = ROOT.resolve(Path.of("infra", "docs"));
    private static final Path GLOSSARY = DOCS.resolve("glossary.md");
    private static final Path ARCHITECTURE = DOCS.resolve("architecture.md");
    private static final Set<String> NOT_OURS = Set.of(".git", ".voicgen", "target", "samples", "node_modules");
    private static final List<Path> FILES = filesBelow(ROOT);

    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern PATH = Pattern.compile(
            "(infra|ingress-api|quota-stream|audio-worker|key-admin|\\.github|\\.mvn|\\.ci)/[\\w./-]*\\w|\\w+\\.(md|env)");
    private static final Pattern CLASS = Pattern.compile("([A-Z]\\w*[a-z]\\w*)([.(#].*)?");
    /** Of a service: the first below its own. */
    private static final Pattern PACKAGE = Pattern.compile(
            "^(?<service>ingress-api|quota-stream|audio-worker|key-admin)/src/main/java/dev/voicgen/\\w+/(?<room>\\w+)/");
    /** A program is no prose; a picture is. */
    private static final Pattern PROGRAM = Pattern.compile("(?ms)^```(?!mermaid).*?^```$");

    @Test
    void every_relative_link_leads_somewhere() {
        assertThat(findings(DocumentsTest::brokenLinks)).isEmpty();
    }

    @Test
    void every_path_is_there() {
        assertThat(findings(page -> words(page, PATH)
                        .filter(path -> !path.contains("target/"))
                        .filter(path -> !Files.exists(ROOT.resolve(path)) && !isBeside(page, path))))
                .isEmpty();
    }

    @Test
    void every_class_is_there() {
        Set<String> known = classes();

        assertThat(findings(page -> words(page, CLASS)
                        .map(word -> CLASS.matcher(word).replaceFirst("$1"))
                        .filter(name -> !known.contains(name))))
                .isEmpty();
    }

    @Test
    void no_page_uses_a_word_that_the_glossary_rules_out() {
        List<String> ruledOut = rows(read(GLOSSARY))
                .flatMap(row -> Stream.of(row.get(row.size() - 1).split(",")))
                .map(String::strip)
                .filter(word -> !word.isEmpty() && !word.equals("not used"))
                .toList();

        assertThat(ruledOut).hasSizeGreaterThan(20);
        assertThat(findings(page -> page.equals(GLOSSARY)
                        ? Stream.empty()
                        : ruledOut.stream()
                                .filter(word -> Pattern.compile("\\b" + Pattern.quote(word) + "s?\\b")
                                        .matcher(prose(page))
                                        .find())))
                .isEmpty();
    }

    @Test
    void the_topics_of_the_picture_are_those_of_the_code() {
        List<String> described = rows(part(ARCHITECTURE, "topics"))
                .filter(row -> row.get(0).startsWith("`"))
                .map(row -> row.get(0).replace("`", "") + " " + row.get(2))
                .toList();

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        Topics.all().stream().map(DocumentsTest::described).toList());
    }

    @Test
    void the_tables_of_the_picture_are_those_of_the_migrations() {
        List<String> described = rows(part(ARCHITECTURE, "tables"))
                .flatMap(row -> matches(CODE, row.get(0)))
                .toList();
        List<String> made = files(".sql")
                .flatMap(file -> matches(Pattern.compile("create table (\\w+)"), read(file)))
                .toList();

        assertThat(described).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void the_rooms_of_the_services_are_their_packages() {
        List<String> described = rows(part(ROOT.resolve("README.md"), "rooms"))
                .skip(1)
                .flatMap(row -> matches(CODE, row.get(1)).map(room -> row.get(0) + "/" + room))
                .toList();
        Set<String> packages = files(".java")
                .map(file -> PACKAGE.matcher(ROOT.relativize(file).toString()))
                .filter(Matcher::find)
                .map(found -> found.group("service") + "/" + found.group("room"))
                .collect(Collectors.toSet());

        assertThat(described).containsExactlyInAnyOrderElementsOf(packages);
    }

    private static String described(Topic<?, ?> topic) {
        return topic.name() + " " + (topic.partitions() == Topic.BY_DEPLOYMENT ? "deployment" : topic.partitions());
    }

    private static Stream<String> brokenLinks(Path page) {
        return matches(LINK, withoutCode(page))
                .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
                .filter(link -> !leadsSomewhere(page, link));
    }

    private static boolean leadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** As the usual viewers make them of headings. */
    private static List<String> anchors(Path page) {
        return matches(Pattern.compile("(?m)^#+ (.+)$"), read(page))
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static boolean isBeside(Path page, String path) {
        return Files.exists(page.resolveSibling(path))
                || !path.contains("/") && FILES.stream().anyMatch(file -> file.endsWith(path));
    }

    /** Those that are declared or imported somewhere. */
    private static Set<String> classes() {
        Pattern named = Pattern.compile(
                "(?m)(?:\\b(?:class|record|interface|enum) |^import (?:static )?[\\w.]*?\\.)([A-Z]\\w*)");
        return files(".java").flatMap(file -> matches(named, read(file))).collect(Collectors.toSet());
    }

    /** What {@code find} finds in each page, with the page. */
    private static Set<String> findings(Function<Path, Stream<String>> find) {
        return files(".md")
                .flatMap(page -> find.apply(page).map(found -> ROOT.relativize(page) + ": " + found))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The pieces of code in a page's text that are {@code kind} as a whole. */
    private static Stream<String> words(Path page, Pattern kind) {
        return matches(CODE, PROGRAM.matcher(read(page)).replaceAll(""))
                .filter(code -> kind.matcher(code).matches());
    }

    private static String withoutCode(Path page) {
        return CODE.matcher(PROGRAM.matcher(read(page)).replaceAll("")).replaceAll("");
    }

    private static String prose(Path page) {
        return LINK.matcher(withoutCode(page))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ");
    }

    private static String part(Path page, String name) {
        return read(page).split("<!-- /?" + name + " -->")[1];
    }

    /** The cells of each line of the tables in {@code text}. */
    private static Stream<List<String>> rows(String text) {
        return text.lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> Stream.of(line.substring(1, line.lastIndexOf('|')).split("\\|"))
                        .map(String::strip)
                        .toList());
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        for (MatchResult match : (Iterable<MatchResult>) pattern.matcher(text).results()::iterator) {
            found.add(match.group(1));
        }
        return found.stream();
    }

    private static Stream<Path> files(String ending) {
        return FILES.stream().filter(file -> file.toString().endsWith(ending));
    }

    private static List<Path> filesBelow(Path folder) {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                if (!Files.isDirectory(entry)) {
                    found.add(entry);
                } else if (!NOT_OURS.contains(entry.getFileName().toString())) {
                    found.addAll(filesBelow(entry));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
