package dev.voicgen.worker.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that gets its name only when it is whole and on the disk. */
final class PartialFile implements Closeable {

    static final String SUFFIX = ".part";

    private final Path folder;
    private final Path path;
    private final FileChannel channel;

    PartialFile(Path folder) throws IOException {
        this.folder = folder;
        this.path = folder.resolve(UUID.randomUUID() + SUFFIX);
        this.channel = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Replaces what has the name already: under these names it has the same meaning. */
    void renameTo(String name) throws IOException {
        channel.force(true);
        channel.close();
        Files.move(path, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        // The new name itself is data of the folder.
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }
}
