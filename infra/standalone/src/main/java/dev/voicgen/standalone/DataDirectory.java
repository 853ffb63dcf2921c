package dev.voicgen.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where one platform keeps everything, readable by its owner alone. */
public record DataDirectory(Path root) {

    /** Creates the directory where it is missing. */
    public static DataDirectory open(Path root) throws IOException {
        Path absolute = root.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            Files.createDirectories(absolute);
            Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
        }
        return new DataDirectory(absolute);
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path database() {
        return root.resolve("postgresql");
    }

    Path streams() {
        return root.resolve("streams");
    }

    Path audio() {
        return root.resolve("audio");
    }

    Path backendPorts() {
        return root.resolve("ports.json");
    }

    Path owner() {
        return root.resolve("owner.json");
    }
}
