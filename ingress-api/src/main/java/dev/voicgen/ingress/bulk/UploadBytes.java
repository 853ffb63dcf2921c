package dev.voicgen.ingress.bulk;

/** Where the bytes of an upload come from. */
interface UploadBytes {

    /** Fills some of {@code chunk}; answers how much, or -1 at the regular end. */
    int read(byte[] chunk) throws UploadEnd.Early;

    /** Reads byte by byte, with a look-ahead of one. For one thread. */
    final class Reader {

        static final int END = -1;

        private static final int CHUNK = 64 * 1024;
        /** The first two bits of a byte, and their value in a byte that continues a character. */
        private static final int LEADING_BITS = 0xC0;

        private static final int CONTINUATION = 0x80;

        private final UploadBytes source;
        private final byte[] chunk = new byte[CHUNK];
        private int position;
        private int end;
        private long line = 1;
        private long column;

        Reader(UploadBytes source) {
            this.source = source;
        }

        /** The next byte, 0 to 255, without taking it, or {@link #END}. */
        int peek() throws UploadEnd.Early {
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
        int next() throws UploadEnd.Early {
            int next = peek();
            if (next == END) {
                return END;
            }
            position++;
            if (next == '\n') {
                line++;
                column = 0;
            } else if ((next & LEADING_BITS) != CONTINUATION) {
                column++;
            }
            return next;
        }

        /** Where the next byte is, for people. */
        String place() {
            return "line " + line + ", column " + (column + 1);
        }
    }
}
