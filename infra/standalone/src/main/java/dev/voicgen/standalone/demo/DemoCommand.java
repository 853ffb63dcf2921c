package dev.voicgen.standalone.demo;

import dev.voicgen.standalone.DataDirectory;
import dev.voicgen.standalone.LogFile;
import dev.voicgen.standalone.Parts;
import dev.voicgen.standalone.Platform;
import dev.voicgen.standalone.PlatformOptions;
import dev.voicgen.standalone.StartProgress;
import dev.voicgen.standalone.Version;
import dev.voicgen.standalone.terminal.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code voicgen demo}: the whole way of three articles, on data that is thrown away afterwards. */
@Command(
        name = "demo",
        description =
                "Starts everything, turns the sample articles into audio through the public API, shows the result.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class DemoCommand implements Callable<Integer> {

    private static final Path AUDIO = Path.of("voicgen-demo");

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(AUDIO);
        LogFile.open(AUDIO.resolve("voicgen.log"), false);
        Path data = Files.createTempDirectory("voicgen-demo-");
        Parts parts = Parts.closedAtExit();
        parts.add(() -> delete(data));
        try (Platform platform = start(DataDirectory.open(data), parts)) {
            List<DemoResult> results = new Demo(platform, out, AUDIO).run(SampleArticle.all());
            out.println(DemoResult.table(results));
            List<String> faults =
                    results.stream().flatMap(result -> result.faults().stream()).toList();
            faults.forEach(fault -> err.println("voicgen: " + fault));
            return faults.isEmpty() ? 0 : 1;
        }
    }

    private Platform start(DataDirectory data, Parts parts) throws IOException {
        try (StartProgress progress = new StartProgress(out, Terminal.ofThisProcess())) {
            return Platform.start(PlatformOptions.fromEnvironment(data, 0, 0), parts, progress::begin);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
