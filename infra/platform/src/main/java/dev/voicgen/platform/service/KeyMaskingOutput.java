package dev.voicgen.platform.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Output without secrets: whatever a library or the JDK puts into a message, a key that somebody gave by mistake as a path, an
 * address or an option is not shown. Works on whole lines of bytes, in any charset.
 */
public final class KeyMaskingOutput {

    /** A key, the secret of callbacks, and what an address has for its user or as its password. */
    private static final Pattern BY_ITS_FORM =
            Pattern.compile("(?i)(vg_live_|whsec_)[^\\s.]\\S*|(://)[^\\s/@]+(?=@)|(password=)[^\\s&]+");
    /** Hiding less would garble words. */
    private static final int SHORTEST_SECRET = 8;

    private final List<String> known;

    private KeyMaskingOutput(List<String> known) {
        this.known = known;
    }

    /** @param secrets that must not be seen either, whole or in pieces, whatever their form */
    public static KeyMaskingOutput hiding(Collection<String> secrets) {
        List<String> known = new ArrayList<>();
        for (String secret : secrets) {
            known.add(secret.strip());
            known.addAll(List.of(secret.strip().split("[\\s\\p{Cntrl}]+")));
        }
        known.removeIf(secret -> secret.length() < SHORTEST_SECRET);
        known.sort(Comparator.comparing(String::length).reversed());
        return new KeyMaskingOutput(
                known.stream().map(KeyMaskingOutput::bytesAsText).toList());
    }

    /** What is written to it arrives at {@code out} line by line, or where it is flushed. */
    public PrintStream over(PrintStream out) {
        return new PrintStream(new Lines(out), false, StandardCharsets.UTF_8);
    }

    private String hidden(String text) {
        String hidden = text;
        for (String secret : known) {
            hidden = hidden.replace(secret, "...");
        }
        return BY_ITS_FORM.matcher(hidden).replaceAll("$1$2$3...");
    }

    private static String bytesAsText(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private final class Lines extends OutputStream {

        private final PrintStream out;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(PrintStream out) {
            this.out = out;
        }

        @Override
        public synchronized void write(int b) throws IOException {
            line.write(b);
            if (b == '\n') {
                flush();
            }
        }

        @Override
        public synchronized void flush() throws IOException {
            out.write(hidden(line.toString(StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            line.reset();
        }
    }
}
