package dev.voicgen.ingress.bulk;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Cuts an upload into its items, in their order, without a look into them. For one thread. */
interface ItemReader {

    /**
     * The next item, or empty at the regular end.
     *
     * @throws UploadEnd.Early if the upload ends otherwise
     */
    Optional<RawItem> next() throws UploadEnd.Early;

    /** The bytes of one item as they come. Keeps at most 1 MiB of them. */
    final class RawItem {

        static final int MAX_BYTES = 1024 * 1024;

        /** White space, and the bytes of a byte order mark. */
        private static final String BLANK = " \t\r\u00EF\u00BB\u00BF";

        private final ByteArrayOutputStream json = new ByteArrayOutputStream();
        private boolean blank = true;
        private boolean tooLarge;

        void add(int next) {
            blank &= BLANK.indexOf(next) >= 0;
            if (json.size() < MAX_BYTES) {
                json.write(next);
            } else {
                tooLarge = true;
            }
        }

        boolean isBlank() {
            return blank;
        }

        boolean isTooLarge() {
            return tooLarge;
        }

        byte[] json() {
            return json.toByteArray();
        }
    }

    /** Items as NDJSON: one in each line; blank lines are left out. A fault in a line does not harm the next one. */
    final class Lines implements ItemReader {

        private final UploadBytes.Reader in;

        Lines(UploadBytes source) {
            this.in = new UploadBytes.Reader(source);
        }

        @Override
        public Optional<RawItem> next() throws UploadEnd.Early {
            while (in.peek() != UploadBytes.Reader.END) {
                RawItem line = line();
                if (!line.isBlank()) {
                    return Optional.of(line);
                }
            }
            return Optional.empty();
        }

        private RawItem line() throws UploadEnd.Early {
            RawItem line = new RawItem();
            for (int next = in.next(); next != '\n' && next != UploadBytes.Reader.END; next = in.next()) {
                line.add(next);
            }
            return line;
        }
    }
}
