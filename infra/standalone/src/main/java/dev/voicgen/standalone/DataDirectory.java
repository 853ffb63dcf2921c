package dev.voicgen.standalone;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where one platform keeps everything, readable by its owner alone. */
public record DataDirectory(Path root) {

    /**
     * Creates the directory where it is missing.
     *
     * @throws IOException saying which folder cannot be used and why
     */
    public static DataDirectory open(Path root) throws IOException {
        Path absolute = root.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            create(absolute);
        } else if (!Files.isWritable(absolute)) {
            throw new IOException("nothing can be written in the data folder " + absolute + ": permission denied");
        }
        return new DataDirectory(absolute);
    }

    private static void create(Path folder) throws IOException {
        if (Files.exists(folder)) {
            throw new IOException("the data folder " + folder + " is a file");
        }
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new IOException("the data folder " + folder + " cannot be made"
                    + (e instanceof AccessDeniedException ? ": permission denied" : " there"));
        }
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

    Path log() {
        return root.resolve("logs").resolve("voicgen.log");
    }

    Path backendPorts() {
        return root.resolve("ports.json");
    }

    Path owner() {
        return root.resolve("owner.json");
    }
}
