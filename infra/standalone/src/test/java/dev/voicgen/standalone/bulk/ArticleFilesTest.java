package dev.voicgen.standalone.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticleFilesTest {

    @TempDir
    Path folder;

    @Test
    void articles_are_found_beside_files_that_come_and_go() throws Exception {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/one.txt"), "One.");
        Files.writeString(folder.resolve("two.md"), "Two.");
        AtomicBoolean found = new AtomicBoolean();
        ExecutorService editor = Executors.newSingleThreadExecutor();
        Future<?> edited = editor.submit(() -> {
            while (!found.get()) {
                Path draft = Files.createDirectories(folder.resolve("drafts")).resolve("two.md.swp");
                Files.writeString(draft, "Draft.");
                Files.delete(draft);
                Files.delete(draft.getParent());
            }
            return null;
        });

        try {
            for (int i = 0; i < 500; i++) {
                assertThat(posts()).containsExactly("a-one", "two");
            }
        } finally {
            found.set(true);
            editor.shutdown();
        }
        edited.get();
    }

    @Test
    void a_folder_that_is_not_there_is_told() {
        assertThatIOException()
                .isThrownBy(() -> ArticleFiles.in(folder.resolve("missing")))
                .withMessageContaining("missing");
    }

    private List<String> posts() throws IOException {
        return ArticleFiles.in(folder).files().stream().map(ArticleFile::postId).toList();
    }
}
