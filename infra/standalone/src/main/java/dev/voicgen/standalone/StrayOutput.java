package dev.voicgen.standalone;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What libraries print, the speech engine for one: lines of the log, not of somebody's terminal. */
final class StrayOutput extends OutputStream {

    private static final Logger log = LoggerFactory.getLogger(StrayOutput.class);

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private StrayOutput() {}

    /** From now on; whoever has something to say to people must have got hold of the streams before. */
    static void intoLog() {
        System.setOut(new PrintStream(new StrayOutput(), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new StrayOutput(), true, StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void write(int b) {
        if (b != '\n') {
            line.write(b);
            return;
        }
        String printed = line.toString(StandardCharsets.UTF_8).stripTrailing();
        line.reset();
        if (!printed.isEmpty()) {
            log.info("{}", printed);
        }
    }
}
