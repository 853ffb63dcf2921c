package dev.voicgen.bench.admission;

import dev.voicgen.bench.Report;
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

    private final Report report = new Report("one thread", "a second", "core", "a core second", "of bare");

    @Override
    public Integer call() throws Exception {
        try (Backends backends = Backends.start()) {
            CommandLog log = new CommandLog(backends.kafka());
            Report.step("appending " + (WARM_UP + posts) + " requests of " + characters + " characters");
            log.growSitesTo(SITES);
            log.growPostsTo(WARM_UP + posts, characters);
            Report.step("bare");
            Drained bare;
            try (BareStreams streams = BareStreams.start(backends.kafka(), backends.newDirectory("bare"))) {
                bare = Drained.measure(streams::processed, WARM_UP, log.size(), "bare: streams");
            }
            row("bare exactly-once Streams", bare, bare);
            Report.step("admission");
            row("admission", admission(backends, log), bare);
            report.print();
            return 0;
        }
    }

    private static Drained admission(Backends backends, CommandLog log) throws Exception {
        Map<String, String> settings = backends.settings();
        settings.put("VOICGEN_STATE_DIR", backends.newDirectory("state").toString());
        settings.put("VOICGEN_ADMISSION_THREADS", "1");
        try (QuotaStream service = QuotaStream.start(QuotaStreamConfig.from(settings))) {
            return Drained.measure(Decisions.of(service.url())::count, WARM_UP, log.size(), "admission");
        }
    }

    private void row(String name, Drained drained, Drained bare) {
        report.row(
                name,
                Report.rate(drained.perSecond()),
                Report.percent(drained.coreSeconds(), drained.seconds()),
                Report.rate(drained.perCoreSecond()),
                Report.percent(drained.perCoreSecond(), bare.perCoreSecond()));
    }
}
