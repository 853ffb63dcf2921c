package dev.voicgen.standalone;

import dev.voicgen.platform.service.OrderlyStop;
import dev.voicgen.standalone.terminal.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code voicgen up}: everything on this machine, until SIGTERM or Ctrl-C. */
@Command(
        name = "up",
        description = {
            "Starts everything on 127.0.0.1 and keeps running until Ctrl-C.",
            "The log is in DIR/logs/voicgen.log; VOICGEN_JAVA_OPTS=-Dvoicgen.log=DEBUG makes it say more."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        showDefaultValues = true)
final class UpCommand implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "DIR", description = "where everything is kept", defaultValue = ".voicgen")
    private Path data;

    @Option(names = "--api-port", paramLabel = "N", description = "0: any free port", defaultValue = "8080")
    private int apiPort;

    @Option(names = "--dashboard-port", paramLabel = "N", description = "0: any free port", defaultValue = "8081")
    private int dashboardPort;

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "JSON, mode 0600: addresses, owner, key, secret; written when ready, removed at the stop")
    private Path readyFile;

    @Option(
            names = "--verbose",
            description = "shows the log here too",
            showDefaultValue = CommandLine.Help.Visibility.NEVER)
    private boolean verbose;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws Exception {
        PublicSockets.requireFree(apiPort, dashboardPort);
        if (readyFile != null) {
            OutputFile.requireWritable(readyFile, "--ready-file");
        }
        DataDirectory directory = DataDirectory.open(data);
        LogFile.open(directory.log(), verbose);
        Platform platform = start(directory);
        try {
            writeReadyFile(platform);
        } catch (IOException | RuntimeException e) {
            platform.close();
            throw e;
        }
        OrderlyStop.await(() -> stop(platform));
        return 0;
    }

    /** Shows the key as soon as there is one: whatever goes wrong afterwards, it is not lost. */
    private Platform start(DataDirectory directory) throws IOException {
        PlatformOptions options = PlatformOptions.fromEnvironment(directory, apiPort, dashboardPort);
        try (StartProgress progress = new StartProgress(out, Terminal.ofThisProcess())) {
            Platform platform = Platform.start(options, Parts.closedAtExit(), progress::begin);
            progress.close();
            out.println(Welcome.of(platform, progress.taken()));
            return platform;
        }
    }

    private void writeReadyFile(Platform platform) throws IOException {
        if (readyFile == null) {
            return;
        }
        try {
            ReadyFile.of(platform).write(readyFile);
        } catch (FileSystemException e) {
            throw new IOException("the ready file " + readyFile + " cannot be written: " + ErrorText.of(e));
        }
    }

    private void stop(Platform platform) throws IOException {
        out.println("Stopping …");
        if (readyFile != null) {
            Files.deleteIfExists(readyFile);
        }
        platform.close();
        out.println("Stopped.");
    }
}
