package dev.voicgen.worker.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder on a POSIX file system, local or shared: audio directly in it, segments in {@code segments/}. */
public final class FolderAudioStore implements AudioStore {

    private static final Logger LOG = LoggerFactory.getLogger(FolderAudioStore.class);

    /** Nothing takes that long to write, so whatever is older was left by a process that died. */
    private static final Duration ABANDONED_AFTER = Duration.ofDays(1);

    private final Path audio;
    private final Path segments;

    private FolderAudioStore(Path folder) {
        this.audio = folder;
        this.segments = folder.resolve("segments");
    }

    /** Opens the store in {@code folder}, which is made if need be, and removes what dead writers left there. */
    public static FolderAudioStore open(Path folder) throws IOException {
        FolderAudioStore store = new FolderAudioStore(folder);
        Files.createDirectories(store.segments);
        store.sweep(Instant.now().minus(ABANDONED_AFTER));
        return store;
    }

    @Override
    public Draft draft() throws IOException {
        return new FileDraft(new PartialFile(audio));
    }

    @Override
    public OptionalLong size(AudioName name) throws IOException {
        try {
            return OptionalLong.of(Files.size(audio.resolve(name.value())));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public Optional<InputStream> open(AudioName name) throws IOException {
        try {
            return Optional.of(Files.newInputStream(audio.resolve(name.value())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(AudioName name) throws IOException {
        Files.deleteIfExists(audio.resolve(name.value()));
    }

    @Override
    public Optional<byte[]> segment(SegmentName name) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(segments.resolve(name.value())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void keep(SegmentName name, byte[] content) throws IOException {
        try (PartialFile file = new PartialFile(segments)) {
            file.write(content, 0, content.length);
            file.renameTo(name.value());
        }
    }

    /** Other workers write and rename meanwhile; and a store that cannot be tidied can still be used. */
    private void sweep(Instant before) {
        int swept = 0;
        for (Path folder : List.of(audio, segments)) {
            try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(folder, "*" + PartialFile.SUFFIX)) {
                for (Path file : unfinished) {
                    swept += sweep(file, before) ? 1 : 0;
                }
            } catch (IOException | DirectoryIteratorException e) {
                LOG.warn("folder={} unfinished files of dead writers are not looked for: {}", folder, e.toString());
            }
        }
        if (swept > 0) {
            LOG.info("store={} swept={} unfinished files of writers that died", audio, swept);
        }
    }

    private static boolean sweep(Path file, Instant before) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before) && Files.deleteIfExists(file);
        } catch (NoSuchFileException finishedMeanwhile) {
            return false;
        } catch (IOException e) {
            LOG.warn("file={} was left by a dead writer and cannot be removed: {}", file, e.toString());
            return false;
        }
    }

    private static final class FileDraft implements Draft {

        private final PartialFile file;
        private final MessageDigest digest = ContentName.digest();

        FileDraft(PartialFile file) {
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            file.write(bytes, offset, length);
            digest.update(bytes, offset, length);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public AudioName publish() throws IOException {
            AudioName name = new AudioName(ContentName.of(digest) + ".mp3");
            file.renameTo(name.value());
            return name;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
