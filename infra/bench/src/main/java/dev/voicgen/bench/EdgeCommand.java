package dev.voicgen.bench;

import dev.voicgen.bench.load.DriverProcess;
import dev.voicgen.bench.load.LoadResult;
import dev.voicgen.bench.run.AdminClient;
import dev.voicgen.bench.run.BareServer;
import dev.voicgen.bench.run.RunningPlatform;
import dev.voicgen.contracts.value.ApiKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What never reaches admission: readers' polls, and everything that is refused at the edge. */
@Command(
        name = "edge",
        mixinStandardHelpOptions = true,
        description = "Public status (200 and 304) and generate refused with 401, 422 and 429 against bare JSON.")
final class EdgeCommand implements Callable<Integer> {

    private static final String PLAN = "bench";
    private static final String NARROW_PLAN = "narrow";
    private static final int UNLIMITED = 1_000_000_000;
    private static final String DOMAIN = "edge.example.com";
    private static final String GENERATE = "/v1/audio/generate";
    private static final String STATUS =
            "/v1/public/audio/status?domain=" + DOMAIN + "&post_id=post-5000000000&lang=en";

    @Option(names = "--seconds", defaultValue = "4", description = "of each measurement (${DEFAULT-VALUE})")
    private double seconds;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "measurements of each; the best counts (${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--warm-up", defaultValue = "100000", description = "requests to each target (${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--connections", defaultValue = "128", description = "(${DEFAULT-VALUE})")
    private int connections;

    private final MarkdownTable report = new MarkdownTable("answer", "requests", "p50", "p99", "bare", "of bare");

    private record Case(String name, LoadTarget target, LoadTarget ceiling) {}

    @Override
    public Integer call() throws Exception {
        MarkdownTable.step("starting broker, database, quota-stream, key-admin and ingress-api");
        try (RunningPlatform platform = RunningPlatform.start();
                BareServer bare = BareServer.start(platform.backends().kafka());
                DriverProcess driver = DriverProcess.start()) {
            AdminClient admin = platform.admin();
            admin.addPlan(PLAN, UNLIMITED);
            admin.addPlan(NARROW_PLAN, 1);
            String key = admin.newKey(admin.newSite(PLAN, DOMAIN));
            String narrowKey = admin.newKey(admin.newSite(NARROW_PLAN, "narrow.example.com"));
            String unknownKey = ApiKey.generate(new SecureRandom()).reveal();
            submitOnce(platform.port(), key);
            measure(driver, bare.port(), platform.port(), key, narrowKey, unknownKey);
            report.print();
            return 0;
        }
    }

    private void measure(DriverProcess driver, int bare, int port, String key, String narrowKey, String unknownKey)
            throws IOException, InterruptedException {
        String tag = "If-None-Match: " + tagOf(port) + "\r\n";
        LoadTarget read = target(driver, bare, RequestTexts.get(BareServer.JSON, ""), 200);
        LoadTarget write = target(driver, bare, RequestTexts.shortPost(BareServer.JSON, key), 200);
        LoadTarget large = target(driver, bare, RequestTexts.emptyPost(BareServer.JSON, key), 200);
        List<Case> cases = List.of(
                new Case("public status, 200", target(driver, port, RequestTexts.get(STATUS, ""), 200), read),
                new Case("public status, 304", target(driver, port, RequestTexts.get(STATUS, tag), 304), read),
                new Case(
                        "generate, 401 malformed key",
                        target(driver, port, RequestTexts.shortPost(GENERATE, "vg_live_no"), 401),
                        write),
                new Case(
                        "generate, 401 unknown key",
                        target(driver, port, RequestTexts.shortPost(GENERATE, unknownKey), 401),
                        write),
                new Case(
                        "generate, 429", target(driver, port, RequestTexts.shortPost(GENERATE, narrowKey), 429), write),
                new Case(
                        "generate, 422 too short",
                        target(driver, port, RequestTexts.tooShortPost(GENERATE, key), 422),
                        write),
                new Case(
                        "generate, 422 700 empty paragraphs",
                        target(driver, port, RequestTexts.emptyPost(GENERATE, key), 422),
                        large));
        for (Case each : cases) {
            MarkdownTable.step("warming up: " + each.name);
            each.target.warmUp(warmUp);
            each.ceiling.warmUp(warmUp);
        }
        for (Case each : cases) {
            MarkdownTable.step(each.name);
            compare(each);
        }
    }

    /** In turn with its ceiling, so that what else happens on the machine happens to both; the best of each counts. */
    private void compare(Case compared) throws IOException {
        LoadResult ceiling = null;
        LoadResult measured = null;
        for (int round = 0; round < rounds; round++) {
            ceiling = LoadResult.better(ceiling, compared.ceiling.flood(connections, seconds));
            measured = LoadResult.better(measured, compared.target.flood(connections, seconds));
        }
        report.row(
                compared.name,
                MarkdownTable.rate(measured.perSecond()),
                MarkdownTable.millis(measured.p50()),
                MarkdownTable.millis(measured.p99()),
                MarkdownTable.rate(ceiling.perSecond()),
                MarkdownTable.percent(measured.perSecond(), ceiling.perSecond()));
    }

    private static LoadTarget target(DriverProcess driver, int port, String request, int status) {
        return new LoadTarget(driver, port, List.of(request), status);
    }

    private static void submitOnce(int port, String key) throws IOException {
        try (var client = new dev.voicgen.bench.load.SingleClient(port, RequestTexts.shortPost(GENERATE, key))) {
            int status = client.exchange();
            if (status != 202) {
                throw new IllegalStateException("the post to ask for was answered " + status);
            }
        }
    }

    private static String tagOf(int port) throws IOException, InterruptedException {
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + STATUS))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        return answer.headers().firstValue("ETag").orElseThrow();
    }
}
