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

    @Option(names = "--seconds", defaultValue = "8", description = "of each measurement (${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--warm-up", defaultValue = "100000", description = "requests to each target (${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--connections", defaultValue = "128", description = "(${DEFAULT-VALUE})")
    private int connections;

    private final Report report = new Report("answer", "requests", "p50", "p99", "of bare");

    @Override
    public Integer call() throws Exception {
        Report.step("starting broker, database, quota-stream, key-admin and ingress-api");
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
            throws Exception {
        String tag = "If-None-Match: " + tagOf(port) + "\r\n";
        double read = run("bare GET, JSON", target(driver, bare, Requests.get(BareServer.JSON, ""), 200), 0);
        run("public status, 200", target(driver, port, Requests.get(STATUS, ""), 200), read);
        run("public status, 304", target(driver, port, Requests.get(STATUS, tag), 304), read);
        double write = run("bare POST, short", target(driver, bare, Requests.shortPost(BareServer.JSON, key), 200), 0);
        run(
                "generate, 401 malformed key",
                target(driver, port, Requests.shortPost(GENERATE, "vg_live_no"), 401),
                write);
        run("generate, 401 unknown key", target(driver, port, Requests.shortPost(GENERATE, unknownKey), 401), write);
        run("generate, 429", target(driver, port, Requests.shortPost(GENERATE, narrowKey), 429), write);
        run("generate, 422 too short", target(driver, port, Requests.tooShortPost(GENERATE, key), 422), write);
        double large = run("bare POST, 5 kB", target(driver, bare, Requests.emptyPost(BareServer.JSON, key), 200), 0);
        run("generate, 422 700 empty paragraphs", target(driver, port, Requests.emptyPost(GENERATE, key), 422), large);
    }

    private static Target target(DriverProcess driver, int port, String request, int status) {
        return new Target(driver, port, List.of(request), status);
    }

    /** @param ceiling answers a second of the bare server; 0 where this is it */
    private double run(String name, Target target, double ceiling) throws IOException {
        Report.step(name);
        target.warmUp(warmUp);
        LoadResult result = target.flood(connections, seconds);
        report.row(
                name,
                Report.rate(result.perSecond()),
                Report.millis(result.p50()),
                Report.millis(result.p99()),
                ceiling == 0 ? "" : Report.percent(result.perSecond(), ceiling));
        return result.perSecond();
    }

    private static void submitOnce(int port, String key) throws IOException {
        try (var client = new dev.voicgen.bench.load.SingleClient(port, Requests.shortPost(GENERATE, key))) {
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
