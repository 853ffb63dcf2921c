package dev.voicgen.quota;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the stores are kept on this machine: the configured directory, or one that lives as long as this. */
record StateDirectory(Path path, boolean isTemporary) implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StateDirectory.class);

    static StateDirectory open(Optional<Path> configured) {
        try {
            return configured.isPresent()
                    ? new StateDirectory(Files.createDirectories(configured.get()), false)
                    : new StateDirectory(Files.createTempDirectory("voicgen-streams-"), true);
        } catch (IOException e) {
            throw new UncheckedIOException("no directory for the state", e);
        }
    }

    @Override
    public void close() {
        if (!isTemporary) {
            return;
        }
        try (Stream<Path> contents = Files.walk(path)) {
            for (Path inner : contents.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(inner);
            }
        } catch (IOException | UncheckedIOException e) {
            log.warn("directory={} is left behind and may be deleted by hand", path, e);
        }
    }
}
