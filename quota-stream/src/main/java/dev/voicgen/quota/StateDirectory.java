package dev.voicgen.quota;

import dev.voicgen.quota.analytics.AnalyticsTopology;
import dev.voicgen.quota.topology.AdmissionTopology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the stores are kept on this machine: the configured directory, or one that lives as long as this. A note in the
 * directory says whether its stores were closed. Where a process was killed they were not, and what it had begun may be in
 * them: then they are deleted, and built again from the broker. Streams would find out the same by itself, store by store, each
 * with an error and a stack trace.
 */
final class StateDirectory implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StateDirectory.class);
    private static final String NOTE = "in-use";
    private static final String OPEN = "open";
    private static final String CLOSED = "closed";
    /** Nothing else in a configured directory is ours to delete. */
    private static final List<String> STORES =
            List.of(AdmissionTopology.APPLICATION_ID, AnalyticsTopology.APPLICATION_ID);

    private final Path path;
    /** Of the note, locked; null where the directory is temporary. */
    private final FileChannel note;

    private volatile boolean isWhole = true;

    private StateDirectory(Path path, FileChannel note) {
        this.path = path;
        this.note = note;
    }

    /** @throws IllegalStateException where another instance uses the configured directory */
    static StateDirectory open(Optional<Path> configured) {
        try {
            return configured.isPresent()
                    ? openKept(Files.createDirectories(configured.get()))
                    : new StateDirectory(Files.createTempDirectory("voicgen-streams-"), null);
        } catch (IOException e) {
            throw new UncheckedIOException("no directory for the state", e);
        }
    }

    private static StateDirectory openKept(Path path) throws IOException {
        FileChannel note = FileChannel.open(
                path.resolve(NOTE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!isLocked(note)) {
                throw new IllegalStateException(path + " is in use by another instance");
            }
            if (read(note).equals(OPEN)) {
                log.warn(
                        "the process that used {} did not close it: the state is built again from the broker, which takes"
                                + " longer than other starts; nothing is lost",
                        path);
                for (String stores : STORES) {
                    delete(path.resolve(stores));
                }
            }
            write(note, OPEN);
            return new StateDirectory(path, note);
        } catch (IOException | RuntimeException e) {
            note.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    /** The stores could not be closed: the next start must not use them. */
    void distrust() {
        isWhole = false;
    }

    /** To be closed after the stores in it. */
    @Override
    public void close() {
        try {
            if (note == null) {
                delete(path);
            } else {
                try (note) {
                    write(note, isWhole ? CLOSED : OPEN);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            log.warn("directory={} is left behind: {}", path, e.toString());
        }
    }

    /** The lock goes with the channel, also where the process is killed. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(CLOSED.length());
        int length = channel.read(content, 0);
        return new String(content.array(), 0, Math.max(0, length), StandardCharsets.US_ASCII);
    }

    private static void write(FileChannel channel, String content) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.US_ASCII)), 0);
        channel.force(true);
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> contents = Files.walk(directory)) {
                for (Path inner : contents.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(inner);
                }
            }
        }
    }
}
