package dev.voicgen.ingress.bulk;

import java.io.ByteArrayOutputStream;

/** The bytes of one item as they come. Keeps at most 1 MiB of them. For one thread. */
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
