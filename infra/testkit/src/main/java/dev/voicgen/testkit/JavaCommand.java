package dev.voicgen.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of another JVM with this one's class path, as tests start them: soon up, and not for long. */
public final class JavaCommand {

    private JavaCommand() {}

    /** @param rest further options, the main class by name, and its arguments */
    public static List<String> of(int heapMiB, String... rest) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMiB + "m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(rest));
        return command;
    }
}
