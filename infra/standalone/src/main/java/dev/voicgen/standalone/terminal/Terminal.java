package dev.voicgen.standalone.terminal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Where the output goes: to a person's terminal, whose lines can be drawn again, or to a file or another program. */
public interface Terminal {

    /** Whether lines can be drawn again. */
    boolean isInteractive();

    /** How many characters fit in a line now: people change the size of their windows. */
    int columns();

    /** The terminal of this process. The launcher says whether there is one: since JDK 22 Java itself does not know. */
    static Terminal ofThisProcess() {
        return Boolean.getBoolean("voicgen.terminal") ? new Tty() : of(false, Tty.USUAL_COLUMNS);
    }

    static Terminal of(boolean interactive, int columns) {
        return new Terminal() {
            @Override
            public boolean isInteractive() {
                return interactive;
            }

            @Override
            public int columns() {
                return columns;
            }
        };
    }

    /** The terminal that controls this process. */
    final class Tty implements Terminal {

        private static final int USUAL_COLUMNS = 80;
        private static final int LEAST_COLUMNS = 20;
        private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
        private static final File DEVICE = new File("/dev/tty");

        private int columns = USUAL_COLUMNS;
        private long askedAt = System.nanoTime() - ASK_AGAIN_NANOS;

        @Override
        public boolean isInteractive() {
            return true;
        }

        @Override
        public synchronized int columns() {
            if (System.nanoTime() - askedAt >= ASK_AGAIN_NANOS) {
                columns = ask();
                askedAt = System.nanoTime();
            }
            return columns;
        }

        /** Java has no word for it; {@code stty} is on every system with terminals. */
        private static int ask() {
            try {
                Process stty = new ProcessBuilder("stty", "size")
                        .redirectInput(DEVICE)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                try (InputStream answer = stty.getInputStream()) {
                    String[] size = new String(answer.readAllBytes(), StandardCharsets.US_ASCII)
                            .strip()
                            .split(" ");
                    int columns = size.length == 2 ? Integer.parseInt(size[1]) : 0;
                    return columns == 0 ? USUAL_COLUMNS : Math.max(LEAST_COLUMNS, columns);
                }
            } catch (IOException | NumberFormatException e) {
                return USUAL_COLUMNS;
            }
        }
    }
}
