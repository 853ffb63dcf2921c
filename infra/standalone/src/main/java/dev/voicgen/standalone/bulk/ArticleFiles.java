package dev.voicgen.standalone.bulk;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The articles in a file or a directory.
 *
 * @param files in the order of their paths, the same at every run
 * @param ignored those that are of no kind that is taken
 */
record ArticleFiles(List<ArticleFile> files, List<Path> ignored) {

    /** @throws IOException where there are none, or two would be the same post */
    static ArticleFiles in(Path root) throws IOException {
        List<ArticleFile> files = new ArrayList<>();
        List<Path> ignored = new ArrayList<>();
        for (Path path : regularFiles(root)) {
            if (ArticleFile.isTaken(path)) {
                files.add(new ArticleFile(path, postId(root, path)));
            } else {
                ignored.add(path);
            }
        }
        if (files.isEmpty()) {
            throw new IOException(root + (Files.isDirectory(root) ? " has no" : " is none of the")
                    + " .html, .md, .txt, .ndjson or .jsonl files");
        }
        requireDistinct(files);
        return new ArticleFiles(files, ignored);
    }

    /** In order; a file that vanishes while it is looked for is none. */
    private static List<Path> regularFiles(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (Files.isRegularFile(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException && !file.equals(root)) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return found.stream().sorted().toList();
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
