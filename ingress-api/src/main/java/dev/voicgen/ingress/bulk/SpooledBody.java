package dev.voicgen.ingress.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An upload in a temporary file, so that it can be read twice; an upload that broke off breaks off there at each reading.
 * The file is gone when it is closed. For one thread.
 */
final class SpooledBody implements AutoCloseable {

    private static final int CHUNK = 64 * 1024;

    private final FileChannel file;
    private final UploadEnd ending;

    private SpooledBody(FileChannel file, UploadEnd ending) {
        this.file = file;
        this.ending = ending;
    }

    /** Reads all of {@code body} that comes. */
    static SpooledBody of(UploadBytes body) throws IOException {
        Path path = Files.createTempFile("voicgen-upload-", ".json");
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            return new SpooledBody(file, copy(body, file));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Reads from the start. */
    UploadBytes read() {
        return new UploadBytes() {
            private long position;

            @Override
            public int read(byte[] chunk) throws UploadEnd.Early {
                int count = readAt(position, chunk);
                position += Math.max(0, count);
                if (count < 0 && ending != UploadEnd.COMPLETE) {
                    throw new UploadEnd.Early(ending);
                }
                return count;
            }
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private int readAt(long position, byte[] chunk) {
        try {
            return file.read(ByteBuffer.wrap(chunk), position);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UploadEnd copy(UploadBytes body, FileChannel file) throws IOException {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
                ByteBuffer read = ByteBuffer.wrap(chunk, 0, count);
                while (read.hasRemaining()) {
                    file.write(read);
                }
            }
            return UploadEnd.COMPLETE;
        } catch (UploadEnd.Early e) {
            return e.end();
        }
    }
}
