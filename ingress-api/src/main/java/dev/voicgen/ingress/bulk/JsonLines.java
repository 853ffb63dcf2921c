package dev.voicgen.ingress.bulk;

import java.util.Optional;

/** Items as NDJSON: one a line, blank lines between them left out. What stands in a line never harms the next one. */
final class JsonLines implements RawItems {

    private final ByteReader in;

    JsonLines(ByteSource source) {
        this.in = new ByteReader(source);
    }

    @Override
    public Optional<RawItem> next() throws UploadEnded {
        while (in.peek() != ByteReader.END) {
            RawItem line = line();
            if (!line.isBlank()) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private RawItem line() throws UploadEnded {
        RawItem line = new RawItem();
        for (int next = in.next(); next != '\n' && next != ByteReader.END; next = in.next()) {
            line.add(next);
        }
        return line;
    }
}
