package dev.voicgen.standalone;

import dev.voicgen.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** JSON files with secrets in them: mode 0600, and never seen half-written. */
final class PrivateJson {

    private PrivateJson() {}

    static void write(Path file, Object value) throws IOException {
        Path target = file.toAbsolutePath();
        Path unfinished = Files.createTempFile(
                target.getParent(),
                "." + target.getFileName(),
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(unfinished, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }

    static <T> T read(Path file, Class<T> type) throws IOException {
        return Json.mapper().readValue(file.toFile(), type);
    }
}
