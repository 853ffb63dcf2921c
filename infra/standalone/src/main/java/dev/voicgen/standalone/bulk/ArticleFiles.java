package dev.voicgen.standalone.bulk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the articles in a file or a directory. */
final class ArticleFiles {

    private ArticleFiles() {}

    /**
     * In the order of their paths, the same at every run.
     *
     * @throws IOException where there are none, or two would be the same post
     */
    static List<ArticleFile> in(Path root) throws IOException {
        List<ArticleFile> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(root)) {
            found.filter(Files::isRegularFile)
                    .filter(ArticleFile::isTaken)
                    .sorted()
                    .forEach(path -> files.add(new ArticleFile(path, postId(root, path))));
        }
        if (files.isEmpty()) {
            throw new IOException(root + " has no .html, .md, .txt, .ndjson or .jsonl files");
        }
        requireDistinct(files);
        return files;
    }

    /** The path below {@code root} without its ending, with dashes for slashes. */
    private static String postId(Path root, Path path) {
        Path below = Files.isDirectory(root) ? root.relativize(path) : path.getFileName();
        String name = below.toString().replace('/', '-').replace('\\', '-');
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static void requireDistinct(List<ArticleFile> files) throws IOException {
        Map<String, Path> byPost = new HashMap<>();
        for (ArticleFile file : files) {
            Path other = file.hasLines() ? null : byPost.put(file.postId(), file.path());
            if (other != null) {
                throw new IOException(
                        other + " and " + file.path() + " would both be the post " + file.postId() + ": rename one");
            }
        }
    }
}
