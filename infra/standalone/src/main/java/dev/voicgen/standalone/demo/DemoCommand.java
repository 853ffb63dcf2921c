package dev.voicgen.standalone.demo;

import dev.voicgen.standalone.DataDirectory;
import dev.voicgen.standalone.Parts;
import dev.voicgen.standalone.Platform;
import dev.voicgen.standalone.PlatformOptions;
import java.io.IOException;
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
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    private static final Path AUDIO = Path.of("voicgen-demo");

    @Override
    public Integer call() throws Exception {
        Path data = Files.createTempDirectory("voicgen-demo-");
        Parts parts = Parts.closedAtExit();
        parts.add(() -> delete(data));
        try (Platform platform = Platform.start(
                PlatformOptions.fromEnvironment(DataDirectory.open(data), 0, 0),
                parts,
                step -> System.out.println(step + " …"))) {
            Files.createDirectories(AUDIO);
            List<DemoResult> results = new Demo(platform, System.out, AUDIO).run(SampleArticle.all());
            System.out.println(ResultTable.of(results));
            List<String> faults =
                    results.stream().flatMap(result -> result.faults().stream()).toList();
            faults.forEach(fault -> System.err.println("voicgen: " + fault));
            return faults.isEmpty() ? 0 : 1;
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
