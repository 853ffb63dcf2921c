package dev.voicgen.standalone;

import dev.voicgen.platform.service.OrderlyStop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code voicgen up}: everything on this machine, until SIGTERM or Ctrl-C. */
@Command(
        name = "up",
        description = "Starts everything on 127.0.0.1 and keeps running.",
        mixinStandardHelpOptions = true,
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
            description = "JSON, mode 0600, written when ready: addresses, owner, key, secret")
    private Path readyFile;

    @Override
    public Integer call() throws Exception {
        DataDirectory directory = DataDirectory.open(data);
        PlatformOptions options = PlatformOptions.fromEnvironment(directory, apiPort, dashboardPort);
        Platform platform = Platform.start(options, Parts.closedAtExit(), step -> System.out.println(step + " …"));
        try {
            if (readyFile != null) {
                ReadyFile.of(platform).write(readyFile);
            }
            System.out.println(Welcome.of(platform));
        } catch (IOException | RuntimeException e) {
            platform.close();
            throw e;
        }
        OrderlyStop.await(() -> {
            System.out.println("Stopping …");
            platform.close();
        });
        return 0;
    }
}
