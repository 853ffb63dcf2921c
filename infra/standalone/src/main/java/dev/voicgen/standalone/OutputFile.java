package dev.voicgen.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks, when a command begins, that the file that it writes at its end can be written. */
public final class OutputFile {

    private OutputFile() {}

    /**
     * @param option that named it
     * @throws IOException where its folder is not there or nothing can be written in it
     */
    public static void requireWritable(Path file, String option) throws IOException {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new IOException(option + ": " + file + " is a folder, not a file");
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException(option + ": there is no folder " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException(option + ": nothing can be written in " + folder + ": permission denied");
        }
    }
}
