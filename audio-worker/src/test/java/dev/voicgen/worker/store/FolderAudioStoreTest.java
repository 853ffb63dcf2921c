package dev.voicgen.worker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderAudioStoreTest {

    /** The start of the SHA-256 of "hello world". */
    private static final AudioName HELLO_WORLD = new AudioName("b94d27b9934d3e08a52e52d7da7dabfac484efe3.mp3");

    private static final SegmentName SEGMENT = SegmentName.of("engine", "text");

    @TempDir
    Path folder;

    private FolderAudioStore store;

    @BeforeEach
    void open() throws IOException {
        store = FolderAudioStore.open(folder.resolve("audio"));
    }

    @Test
    void aPublishedAudioHasTheNameOfItsContent() throws IOException {
        AudioName name = publish("hello ", "world");

        assertThat(name).isEqualTo(HELLO_WORLD);
        assertThat(store.size(name)).hasValue(11);
        try (InputStream content = store.open(name).orElseThrow()) {
            assertThat(content).hasContent("hello world");
        }
    }

    @Test
    void aDraftThatIsNotPublishedLeavesNothingBehind() throws IOException {
        try (AudioStore.Draft draft = store.draft()) {
            write(draft, "hello world");
            assertThat(draft.size()).isEqualTo(11);
        }

        assertThat(store.size(HELLO_WORLD)).isEmpty();
        assertThat(store.open(HELLO_WORLD)).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void aSegmentIsFoundAgainAlsoByTheNextProcess() throws IOException {
        store.keep(SEGMENT, new byte[] {1, 2, 3});

        FolderAudioStore next = FolderAudioStore.open(folder.resolve("audio"));

        assertThat(next.segment(SEGMENT))
                .hasValueSatisfying(content -> assertThat(content).containsExactly(1, 2, 3));
        assertThat(next.segment(SegmentName.of("engine", "other"))).isEmpty();
    }

    @Test
    void writersOfTheSameNameDoNotDisturbEachOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        byte[] content = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        Callable<AudioName> writer = () -> {
            store.keep(SEGMENT, content);
            return publish("hello world");
        };

        List<Future<AudioName>> written = threads.invokeAll(Collections.nCopies(50, writer));

        threads.shutdown();
        for (Future<AudioName> name : written) {
            assertThat(name.get()).isEqualTo(HELLO_WORLD);
        }
        assertThat(store.segment(SEGMENT)).hasValue(content);
        assertThat(files()).containsExactlyInAnyOrder(HELLO_WORLD.value(), SEGMENT.value());
    }

    @Test
    void opensAStoreWithoutTheFilesOfDeadWritersButWithThoseOfLivingOnes() throws IOException {
        Path dead = Files.createFile(folder.resolve("audio/segments/dead.part"));
        Files.setLastModifiedTime(dead, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        Files.createFile(folder.resolve("audio/living.part"));

        FolderAudioStore.open(folder.resolve("audio"));

        assertThat(files()).containsExactly("living.part");
    }

    /** Six workers that start again and again beside two that write: a file that was listed may be gone when looked at. */
    @Test
    void aStoreCanBeOpenedWhileOthersWriteToIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        AtomicBoolean opened = new AtomicBoolean();
        Callable<Integer> writer = () -> {
            int written = 0;
            while (!opened.get()) {
                store.keep(SEGMENT, new byte[] {1, 2, 3});
                publish("hello ", "world " + written++);
            }
            return written;
        };
        Callable<Void> worker = () -> {
            for (int i = 0; i < 100; i++) {
                FolderAudioStore.open(folder.resolve("audio"));
            }
            return null;
        };

        Future<Integer> written = threads.submit(writer);
        Future<Integer> alsoWritten = threads.submit(writer);
        List<Future<Void>> starts = threads.invokeAll(Collections.nCopies(6, worker));
        opened.set(true);

        threads.shutdown();
        assertThat(starts).allSatisfy(start -> assertThat(start).succeedsWithin(Duration.ZERO));
        assertThat(written.get() + alsoWritten.get()).isPositive();
    }

    @Test
    void whatCannotBeSweptStopsNobody() throws IOException {
        Path stubborn = Files.createDirectories(folder.resolve("audio/stubborn.part/full"));
        Files.setLastModifiedTime(
                stubborn.getParent(), FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        Path dead = Files.createFile(folder.resolve("audio/segments/dead.part"));
        Files.setLastModifiedTime(dead, FileTime.from(Instant.now().minus(Duration.ofHours(25))));

        FolderAudioStore.open(folder.resolve("audio"));

        assertThat(stubborn).exists();
        assertThat(dead).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.mp3",
                "../b94d27b9934d3e08a52e52d7da7dabfac484efe3.mp3",
                "b94d27b9934d3e08a52e52d7da7dabfac484efe3",
                "B94D27B9934D3E08A52E52D7DA7DABFAC484EFE3.mp3",
                "b94d27b9934d3e08a52e52d7da7dabfac484efe3.mp3\n",
                "segments/b94d27b9934d3e08a52e52d7da7dabfac4.mp3"
            })
    void nothingButItsOwnFormIsAName(String name) {
        assertThat(AudioName.parse(name)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new AudioName(name));
        assertThatIllegalArgumentException().isThrownBy(() -> new SegmentName(name + "/.."));
    }

    @Test
    void namesOfSegmentsTellTheirPartsApart() {
        assertThat(SegmentName.of("ab", "c"))
                .isEqualTo(SegmentName.of("ab", "c"))
                .isNotEqualTo(SegmentName.of("a", "bc"))
                .isNotEqualTo(SegmentName.of("ab", "c", ""));
    }

    private AudioName publish(String... parts) throws IOException {
        try (AudioStore.Draft draft = store.draft()) {
            for (String part : parts) {
                write(draft, part);
            }
            return draft.publish();
        }
    }

    private static void write(AudioStore.Draft draft, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        draft.write(bytes, 0, bytes.length);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
