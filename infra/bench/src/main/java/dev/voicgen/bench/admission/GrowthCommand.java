package dev.voicgen.bench.admission;

import dev.voicgen.bench.MarkdownTable;
import dev.voicgen.bench.run.Backends;
import dev.voicgen.bench.run.JavaProcess;
import dev.voicgen.quota.QuotaStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What sites and posts cost: each row has all that the rows before it had. */
@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        description = {
            "Memory, disk and restore time of admission as sites and posts grow.",
            "In full: --sites 10,10000,1000000 --posts 1000,5000000 (some 20 minutes and 20 GB)."
        })
public final class GrowthCommand implements Callable<Integer> {

    private static final int CHARACTERS = 200;
    private static final String HEAP = "-Xmx512m";
    private static final Pattern ANY = Pattern.compile("");
    /** Without the broker's indexes, which take up their full size from the start. */
    private static final Pattern CHANGELOG = Pattern.compile("-changelog-\\d+/.*\\.log$");

    private static final String READY = "ready at ";

    @Option(names = "--sites", split = ",", defaultValue = "10,10000", description = "(${DEFAULT-VALUE})")
    private List<Integer> sites;

    @Option(names = "--posts", split = ",", defaultValue = "1000,100000", description = "(${DEFAULT-VALUE})")
    private List<Long> posts;

    /** Commands of the log that earlier rows have had decided. */
    private long decided;

    private final MarkdownTable report = new MarkdownTable(
            "sites",
            "posts",
            "memory",
            "state on disk",
            "its log on the broker",
            "start, state lost",
            "start, state kept");

    @Override
    public Integer call() throws Exception {
        try (Backends backends = Backends.start()) {
            CommandLog log = new CommandLog(backends.kafka());
            Path state = backends.newDirectory("state");
            for (int count : sites) {
                log.growSitesTo(count);
                log.growPostsTo(posts.get(0), CHARACTERS);
                measure(backends, log, state, count, posts.get(0));
            }
            for (long count : posts.subList(1, posts.size())) {
                log.growPostsTo(count, CHARACTERS);
                measure(backends, log, state, sites.get(sites.size() - 1), count);
            }
            report.print();
            return 0;
        }
    }

    /** Decides what is new, then starts twice more: with nothing on disk, and with everything. */
    private void measure(Backends backends, CommandLog log, Path state, int siteCount, long postCount)
            throws Exception {
        MarkdownTable.step(String.format(Locale.ROOT, "%,d sites, %,d posts", siteCount, postCount));
        try (Running service = Running.start(backends.settings(), state)) {
            DrainResult.await(service.decisions()::count, log.size() - decided);
            decided = log.size();
        }
        long onDisk = size(state, ANY);
        Backends.delete(state);
        double lost;
        long memory;
        try (Running service = Running.start(backends.settings(), state)) {
            lost = service.seconds();
            memory = service.process().residentBytes();
        }
        double kept;
        try (Running service = Running.start(backends.settings(), state)) {
            kept = service.seconds();
        }
        report.row(
                String.format(Locale.ROOT, "%,d", siteCount),
                String.format(Locale.ROOT, "%,d", postCount),
                MarkdownTable.megabytes(memory),
                MarkdownTable.megabytes(onDisk),
                MarkdownTable.megabytes(size(backends.brokerLogs(), CHANGELOG)),
                MarkdownTable.decimal(lost) + " s",
                MarkdownTable.decimal(kept) + " s");
    }

    private static long size(Path root, Pattern named) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> named.matcher(file.toString()).find())
                    .mapToLong(GrowthCommand::sizeOf)
                    .sum();
        }
    }

    /** What a running broker deletes meanwhile is of no size. */
    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }

    /** A quota-stream in a JVM of its own. */
    private record Running(JavaProcess process, double seconds, DecisionCounter decisions) implements AutoCloseable {

        static Running start(Map<String, String> settings, Path state) throws IOException {
            settings.put("VOICGEN_STATE_DIR", state.toString());
            long begin = System.nanoTime();
            JavaProcess process = JavaProcess.start(QuotaStream.class, List.of(HEAP), settings, List.of());
            String ready = process.readLine();
            double seconds = (System.nanoTime() - begin) / 1e9;
            URI url = URI.create(ready.substring(ready.indexOf(READY) + READY.length()));
            return new Running(process, seconds, DecisionCounter.of(url));
        }

        @Override
        public void close() throws IOException {
            process.close();
        }
    }
}
