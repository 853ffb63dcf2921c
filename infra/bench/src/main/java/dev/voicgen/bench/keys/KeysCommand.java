package dev.voicgen.bench.keys;

import dev.voicgen.bench.MarkdownTable;
import dev.voicgen.bench.run.Backends;
import dev.voicgen.bench.run.BulkWriter;
import dev.voicgen.bench.run.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A key check with all keys in memory, what they hold of it, and how long it takes to read them. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "One key check (JMH), memory for each key, and the start with all keys.")
public final class KeysCommand implements Callable<Integer> {

    private static final String HEAP = "-Xmx2g";
    private static final String CEILING = "bareMapGet";

    @Option(names = "--keys", defaultValue = "1000000", description = "(${DEFAULT-VALUE})")
    private int keys;

    @Option(names = "--keys-per-site", defaultValue = "3", description = "(${DEFAULT-VALUE})")
    private int keysPerSite;

    @Option(names = "--iterations", defaultValue = "5", description = "of two seconds, measured (${DEFAULT-VALUE})")
    private int iterations;

    @Override
    public Integer call() throws Exception {
        try (Backends backends = Backends.start()) {
            Path file = backends.newDirectory("keys").resolve("keys.txt");
            MarkdownTable.step("appending " + keys + " keys to key.control");
            try (BulkWriter log = new BulkWriter(backends.kafka())) {
                new KeyPopulation(keys, keysPerSite).publish(log, file);
            }
            MarkdownTable.step("reading them");
            List<String> settings = PreloadedKeyView.asProperties(backends.settings());
            footprint(settings);
            MarkdownTable.step("checking them");
            checks(settings, file);
            return 0;
        }
    }

    private void footprint(List<String> settings) throws IOException {
        List<String> jvm = new ArrayList<>(settings);
        jvm.add(HEAP);
        try (JavaProcess process = JavaProcess.start(KeyFootprint.class, jvm, Map.of(), List.of())) {
            String[] printed = process.readLine().split(" ");
            double seconds = Double.parseDouble(printed[0]);
            long bytes = Long.parseLong(printed[1]);
            new MarkdownTable("keys", "a site", "start, until the lease", "heap", "bytes a key")
                    .row(
                            String.format(Locale.ROOT, "%,d", keys),
                            keysPerSite,
                            MarkdownTable.decimal(seconds) + " s",
                            MarkdownTable.megabytes(bytes),
                            MarkdownTable.decimal((double) bytes / keys))
                    .print();
        }
    }

    private void checks(List<String> settings, Path file) throws RunnerException {
        List<String> jvm = new ArrayList<>(settings);
        jvm.addAll(List.of(HEAP, "-Dvoicgen.log=WARN", "-D" + KeyCheckBenchmark.KEYS_FILE + "=" + file));
        Map<String, Double> nanos = new TreeMap<>();
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(KeyCheckBenchmark.class.getName())
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(iterations)
                        .measurementTime(TimeValue.seconds(2))
                        .jvmArgsAppend(jvm.toArray(String[]::new))
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run()) {
            nanos.put(
                    result.getPrimaryResult().getLabel(),
                    result.getPrimaryResult().getScore());
        }
        MarkdownTable report = new MarkdownTable("check", "ns", "of a bare get");
        double ceiling = nanos.get(CEILING);
        nanos.forEach((name, score) ->
                report.row(name, MarkdownTable.decimal(score), MarkdownTable.decimal(score / ceiling) + " ×"));
        report.print();
    }
}
