package dev.voicgen.standalone.bulk;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;

/** Reads text as it was saved: as the byte order mark at its beginning says, else as UTF-8, and HTML as it says itself. */
final class TextFile {

    private static final int LONGEST_MARK = 3;

    private TextFile() {}

    private record Mark(Charset charset, byte... bytes) {

        private static final List<Mark> ALL = List.of(
                new Mark(StandardCharsets.UTF_8, (byte) 0xEF, (byte) 0xBB, (byte) 0xBF),
                new Mark(StandardCharsets.UTF_16LE, (byte) 0xFF, (byte) 0xFE),
                new Mark(StandardCharsets.UTF_16BE, (byte) 0xFE, (byte) 0xFF));

        static Optional<Mark> of(byte[] start) {
            return ALL.stream()
                    .filter(mark -> start.length >= mark.bytes.length
                            && Arrays.equals(mark.bytes, Arrays.copyOf(start, mark.bytes.length)))
                    .findFirst();
        }
    }

    /** Line after line. A reader that meets what is no text throws {@link CharacterCodingException}. */
    static BufferedReader lines(Path file) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(Files.newInputStream(file), LONGEST_MARK);
        try {
            byte[] start = bytes.readNBytes(LONGEST_MARK);
            Optional<Mark> mark = Mark.of(start);
            int skipped = mark.map(found -> found.bytes.length).orElse(0);
            bytes.unread(start, skipped, start.length - skipped);
            return reader(bytes, mark.map(Mark::charset).orElse(StandardCharsets.UTF_8));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /** @throws IOException naming the file where it is no text */
    static String read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Optional<Mark> mark = Mark.of(bytes);
        int skipped = mark.map(found -> found.bytes.length).orElse(0);
        InputStream rest = new ByteArrayInputStream(bytes, skipped, bytes.length - skipped);
        try (BufferedReader text = reader(rest, mark.map(Mark::charset).orElse(StandardCharsets.UTF_8))) {
            String read = readAll(text);
            if (read.indexOf('\0') >= 0) {
                throw notText(file);
            }
            return read;
        } catch (CharacterCodingException noText) {
            throw notText(file);
        }
    }

    /** What browsers make of it: bytes that its charset does not know become U+FFFD. */
    static String readHtml(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Optional<Mark> mark = Mark.of(bytes);
        int skipped = mark.map(found -> found.bytes.length).orElse(0);
        Charset charset = mark.isPresent()
                ? mark.get().charset()
                : Jsoup.parse(new ByteArrayInputStream(bytes), null, "").charset();
        return new String(bytes, skipped, bytes.length - skipped, charset);
    }

    static IOException notText(Path file) {
        return new IOException(file + " is not UTF-8 text: save it as UTF-8");
    }

    private static BufferedReader reader(InputStream bytes, Charset charset) {
        return new BufferedReader(new InputStreamReader(bytes, charset.newDecoder()));
    }

    private static String readAll(BufferedReader reader) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] chunk = new char[8192];
        for (int count = reader.read(chunk); count >= 0; count = reader.read(chunk)) {
            text.append(chunk, 0, count);
        }
        return text.toString();
    }
}
