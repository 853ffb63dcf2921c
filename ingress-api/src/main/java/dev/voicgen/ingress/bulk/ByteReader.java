package dev.voicgen.ingress.bulk;

/** Byte after byte of a source, with one of look-ahead. For one thread. */
final class ByteReader {

    static final int END = -1;

    private static final int CHUNK = 64 * 1024;

    private final ByteSource source;
    private final byte[] chunk = new byte[CHUNK];
    private int position;
    private int end;

    ByteReader(ByteSource source) {
        this.source = source;
    }

    /** The next byte, 0 to 255, without taking it, or {@link #END}. */
    int peek() throws UploadEnded {
        while (position == end) {
            int count = source.read(chunk);
            if (count < 0) {
                return END;
            }
            position = 0;
            end = count;
        }
        return chunk[position] & 0xff;
    }

    /** Takes the next byte, 0 to 255, or {@link #END}. */
    int next() throws UploadEnded {
        int next = peek();
        position += next == END ? 0 : 1;
        return next;
    }
}
