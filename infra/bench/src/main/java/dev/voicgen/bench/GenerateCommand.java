package dev.voicgen.bench;

import dev.voicgen.bench.load.DriverProcess;
import dev.voicgen.bench.load.LoadResult;
import dev.voicgen.bench.run.AdminClient;
import dev.voicgen.bench.run.BareServer;
import dev.voicgen.bench.run.CpuByRole;
import dev.voicgen.bench.run.RunningPlatform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** New posts of five kilobytes, against a bare server that appends the same bytes and waits for the acknowledgement. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "POST /v1/audio/generate against Javalin + produce + acknowledgement; no workers run.")
final class GenerateCommand implements Callable<Integer> {

    private static final String PLAN = "bench";
    private static final int UNLIMITED = 1_000_000_000;
    private static final int SITES = 64;
    private static final int PACED_CONNECTIONS = 32;

    @Option(names = "--seconds", defaultValue = "10", description = "of each measurement (${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--rounds", defaultValue = "2", description = "of which the best counts (${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--warm-up", defaultValue = "100000", description = "requests to each target (${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--connections",
            split = ",",
            defaultValue = "32,128,256",
            description = "one measurement each (${DEFAULT-VALUE})")
    private List<Integer> connections;

    @Option(
            names = "--rate",
            defaultValue = "200",
            description = "requests a second for the latency (${DEFAULT-VALUE})")
    private int rate;

    @Override
    public Integer call() throws Exception {
        MarkdownTable.step("starting broker, database, quota-stream, key-admin and ingress-api");
        try (RunningPlatform platform = RunningPlatform.start();
                BareServer bareServer = BareServer.start(platform.backends().kafka());
                DriverProcess driver = DriverProcess.start()) {
            List<String> keys = keys(platform.admin());
            LoadTarget bare = new LoadTarget(
                    driver,
                    bareServer.port(),
                    keys.stream()
                            .map(key -> RequestTexts.newPost(BareServer.PRODUCE, key))
                            .toList(),
                    202);
            LoadTarget generate = new LoadTarget(
                    driver,
                    platform.port(),
                    keys.stream()
                            .map(key -> RequestTexts.newPost("/v1/audio/generate", key))
                            .toList(),
                    202);
            MarkdownTable.step("warming up with " + warmUp + " requests each");
            bare.warmUp(warmUp);
            generate.warmUp(warmUp);
            throughput(bare, generate);
            latency(bare, generate);
            hops(platform, keys.get(0));
            return 0;
        }
    }

    private static List<String> keys(AdminClient admin) {
        admin.addPlan(PLAN, UNLIMITED);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < SITES; i++) {
            keys.add(admin.newKey(admin.newSite(PLAN, "site-" + i + ".example.com")));
        }
        return keys;
    }

    private void throughput(LoadTarget bare, LoadTarget generate) throws IOException {
        MarkdownTable report = new MarkdownTable("connections", "bare", "p50", "generate", "p50", "p99", "of bare");
        LoadResult last = null;
        CpuByRole used = null;
        for (int count : connections) {
            MarkdownTable.step(count + " connections");
            LoadResult ceiling = null;
            LoadResult measured = null;
            for (int round = 0; round < rounds; round++) {
                ceiling = LoadResult.better(ceiling, bare.flood(count, seconds));
                CpuByRole before = CpuByRole.now();
                last = generate.flood(count, seconds);
                used = CpuByRole.now().since(before);
                measured = LoadResult.better(measured, last);
            }
            report.row(
                    count,
                    MarkdownTable.rate(ceiling.perSecond()),
                    MarkdownTable.millis(ceiling.p50()),
                    MarkdownTable.rate(measured.perSecond()),
                    MarkdownTable.millis(measured.p50()),
                    MarkdownTable.millis(measured.p99()),
                    MarkdownTable.percent(measured.perSecond(), ceiling.perSecond()));
        }
        report.print();
        processors(last, used);
    }

    /** Where the machine's time goes, of the last measurement. */
    private static void processors(LoadResult last, CpuByRole used) {
        MarkdownTable report = new MarkdownTable("processor time of a request", "µs");
        used.seconds().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(role ->
                        report.row(role.getKey(), MarkdownTable.decimal(role.getValue() * 1e6 / last.answered())));
        report.row("load driver", MarkdownTable.decimal(last.cpuSeconds() * 1e6 / last.answered()));
        report.print();
    }

    private void latency(LoadTarget bare, LoadTarget generate) throws IOException {
        MarkdownTable report = new MarkdownTable("at " + rate + " requests/s", "p50", "p99", "max");
        LoadResult ceiling = bare.pace(PACED_CONNECTIONS, 2 * seconds, rate);
        LoadResult measured = generate.pace(PACED_CONNECTIONS, 2 * seconds, rate);
        report.row(
                "bare",
                MarkdownTable.millis(ceiling.p50()),
                MarkdownTable.millis(ceiling.p99()),
                MarkdownTable.millis(ceiling.max()));
        report.row(
                "generate",
                MarkdownTable.millis(measured.p50()),
                MarkdownTable.millis(measured.p99()),
                MarkdownTable.millis(measured.max()));
        report.print();
    }

    private static void hops(RunningPlatform platform, String key) throws Exception {
        MarkdownTable.step("one request after the other, watched on its way");
        try (HopTrace trace = HopTrace.start(platform.backends().kafka(), platform.port())) {
            trace.run(RequestTexts.newPost("/v1/audio/generate", key)).print();
        }
    }
}
