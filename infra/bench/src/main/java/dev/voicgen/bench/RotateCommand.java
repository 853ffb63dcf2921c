package dev.voicgen.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.bench.run.AdminClient;
import dev.voicgen.bench.run.RunningPlatform;
import java.util.List;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rotations through the API, one after the other, until no instance can accept the old key. */
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description = "POST /v1/sites/{site}/rotate-key with 1 and 8 ingress instances.")
final class RotateCommand implements Callable<Integer> {

    private static final int WARM_UP = 100;

    @Option(names = "--rotations", defaultValue = "200", description = "of each measurement (${DEFAULT-VALUE})")
    private int rotations;

    @Option(names = "--instances", split = ",", defaultValue = "1,8", description = "(${DEFAULT-VALUE})")
    private List<Integer> instances;

    private final MarkdownTable report =
            new MarkdownTable("", "p50", "p99", "max", "instances confirmed", "leases waited out");

    @Override
    public Integer call() throws Exception {
        MarkdownTable.step("starting broker, database, quota-stream, key-admin and ingress-api");
        try (RunningPlatform platform = RunningPlatform.start()) {
            AdminClient admin = platform.admin();
            long site = admin.newSite("enterprise", "rotate.example.com");
            admin.newKey(site);
            bare(platform);
            int running = 1;
            for (int count : instances.stream().sorted().toList()) {
                for (; running < count; running++) {
                    platform.addIngress();
                }
                rotate(admin, site, count);
            }
            report.print();
            return 0;
        }
    }

    /** What cannot be saved: a commit, an acknowledged append, and reading it back. */
    private void bare(RunningPlatform platform) throws Exception {
        MarkdownTable.step("bare: commit, append, read back");
        try (BareEcho echo = BareEcho.start(platform.backends())) {
            Histogram micros = new Histogram(3);
            for (int i = 0; i < WARM_UP + rotations; i++) {
                long start = System.nanoTime();
                echo.once();
                note(micros, i, start);
            }
            row("bare: commit, append, read back", micros, "", "");
        }
    }

    private void rotate(AdminClient admin, long site, int count) {
        MarkdownTable.step(rotations + " rotations with " + count + " instances");
        Histogram micros = new Histogram(3);
        long confirmed = 0;
        long waitedOut = 0;
        for (int i = 0; i < WARM_UP + rotations; i++) {
            long start = System.nanoTime();
            JsonNode confirmation = admin.rotate(site).path("confirmation");
            note(micros, i, start);
            if (i >= WARM_UP) {
                confirmed += confirmation.path("instances_confirmed").asInt();
                waitedOut += confirmation.path("leases_waited_out").asInt();
            }
        }
        row(
                "rotate, " + count + " instances",
                micros,
                MarkdownTable.decimal((double) confirmed / rotations),
                waitedOut);
    }

    private static void note(Histogram micros, int turn, long start) {
        if (turn >= WARM_UP) {
            micros.recordValue((System.nanoTime() - start) / 1_000);
        }
    }

    private void row(String name, Histogram micros, Object confirmed, Object waitedOut) {
        report.row(
                name,
                MarkdownTable.millis(micros.getValueAtPercentile(50)),
                MarkdownTable.millis(micros.getValueAtPercentile(99)),
                MarkdownTable.millis(micros.getMaxValue()),
                confirmed,
                waitedOut);
    }
}
