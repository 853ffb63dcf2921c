package dev.voicgen.bench.admission;

import dev.voicgen.bench.MarkdownTable;
import dev.voicgen.bench.run.Backends;
import dev.voicgen.quota.QuotaStream;
import dev.voicgen.quota.QuotaStreamConfig;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A log of new posts, worked off by one thread of the real service and by a bare topology. */
@Command(
        name = "admission",
        mixinStandardHelpOptions = true,
        description =
                "Decisions a second of one thread on a log that is already there, against bare exactly-once Streams.")
public final class AdmissionCommand implements Callable<Integer> {

    private static final int SITES = 64;
    private static final int WARM_UP = 100_000;

    @Option(names = "--posts", defaultValue = "200000", description = "measured (${DEFAULT-VALUE})")
    private int posts;

    @Option(names = "--characters", defaultValue = "5000", description = "of each article (${DEFAULT-VALUE})")
    private int characters;

    private final MarkdownTable report =
            new MarkdownTable("one thread", "a second", "core", "a core second", "of bare");

    @Override
    public Integer call() throws Exception {
        try (Backends backends = Backends.start()) {
            CommandLog log = new CommandLog(backends.kafka());
            MarkdownTable.step("appending " + (WARM_UP + posts) + " requests of " + characters + " characters");
            log.growSitesTo(SITES);
            log.growPostsTo(WARM_UP + posts, characters);
            MarkdownTable.step("bare");
            DrainResult bare;
            try (BareStreams streams = BareStreams.start(backends.kafka(), backends.newDirectory("bare"))) {
                bare = DrainResult.measure(streams::processed, WARM_UP, log.size(), "bare: streams");
            }
            row("bare exactly-once Streams", bare, bare);
            MarkdownTable.step("admission");
            row("admission", admission(backends, log), bare);
            report.print();
            return 0;
        }
    }

    private static DrainResult admission(Backends backends, CommandLog log) throws Exception {
        Map<String, String> settings = backends.settings();
        settings.put("VOICGEN_STATE_DIR", backends.newDirectory("state").toString());
        settings.put("VOICGEN_ADMISSION_THREADS", "1");
        try (QuotaStream service = QuotaStream.start(QuotaStreamConfig.from(settings))) {
            return DrainResult.measure(DecisionCounter.of(service.url())::count, WARM_UP, log.size(), "admission");
        }
    }

    private void row(String name, DrainResult drained, DrainResult bare) {
        report.row(
                name,
                MarkdownTable.rate(drained.perSecond()),
                MarkdownTable.percent(drained.coreSeconds(), drained.seconds()),
                MarkdownTable.rate(drained.perCoreSecond()),
                MarkdownTable.percent(drained.perCoreSecond(), bare.perCoreSecond()));
    }
}
