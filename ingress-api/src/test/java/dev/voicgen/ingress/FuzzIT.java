package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.QuotaUsage;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.RequestLimits;
import dev.voicgen.contracts.site.SiteCommand.DeleteRequested;
import dev.voicgen.contracts.site.SiteCommand.UsageAsked;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.ingress.fuzz.RawAnswer;
import dev.voicgen.ingress.fuzz.RawConnection;
import dev.voicgen.ingress.fuzz.RawRequest;
import dev.voicgen.ingress.fuzz.RequestMutator;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import dev.voicgen.testkit.TestSize;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that no client should send, made from openapi.yaml with a fixed seed. */
class FuzzIT {

    private static final long SEED = 20_260_101;
    private static final int REQUESTS = TestSize.of("fuzz.requests", 2_000, 10_000);
    private static final int IDLE = 2_000;
    /** More than a server has threads. */
    private static final int SLOW = 300;

    private static final long MEBIBYTE = 1024 * 1024;
    /** What caches and compiled code may take; what leaks with each request would take far more. */
    private static final long ALLOWED_GROWTH = 64 * MEBIBYTE;

    private static RunningIngress ingress;
    private static Client client;
    private static SiteWithKey site;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.start();
        client = ingress.client();
        Plan open = new Plan(
                "open",
                null,
                true,
                new RequestLimits(1_000_000, 1_000_000, 1_000_000, 1_000_000),
                VoiceTier.GROWTH,
                null);
        site = ingress.sites.add(SitesFixture.with(open, SitesFixture.ACTIVE, Integration.REST));
        ingress.admission.script(
                site.site().siteId(), request -> Optional.of(new Verdict.Queued(request.requestId(), 1, null)));
        ingress.admission.scriptQuestions(site.site().siteId(), FuzzIT::decide);
    }

    @AfterAll
    static void stop() {
        ingress.close();
    }

    @Test
    void whatever_is_sent_the_answer_is_one_of_the_documented() throws Exception {
        RequestMutator mutator = new RequestMutator(
                Client.CONTRACT,
                new Random(SEED),
                site.key().reveal(),
                site.domain().value());
        sendAll(mutator, REQUESTS / 10, new TreeMap<>());
        int threads = threads();
        long memory = usedMemory();
        Map<Integer, Integer> statuses = new TreeMap<>();

        List<String> faults = sendAll(mutator, REQUESTS, statuses);

        assertThat(faults).isEmpty();
        assertThat(statuses)
                .as("the mutations reach the routes and are refused")
                .containsKeys(200, 202, 400, 401, 422);
        assertThat(threads()).isLessThanOrEqualTo(threads + 20);
        assertThat(usedMemory()).isLessThan(memory + ALLOWED_GROWTH);
    }

    @Test
    @Timeout(20)
    void idle_connections_and_slow_senders_keep_nobody_from_being_served() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < IDLE; i++) {
                sockets.add(new Socket(client.url().getHost(), client.url().getPort()));
            }
            List<Socket> slow = sockets.subList(0, SLOW);
            for (Socket socket : slow) {
                socket.getOutputStream().write(slowHead().getBytes(StandardCharsets.US_ASCII));
            }
            for (int i = 0; i < 100; i++) {
                for (Socket socket : slow) {
                    socket.getOutputStream().write(' ');
                }
                assertThat(client.get("/v1/public/voices?domain=" + site.domain())
                                .status())
                        .isEqualTo(200);
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static List<String> sendAll(RequestMutator mutator, int count, Map<Integer, Integer> statuses)
            throws Exception {
        List<String> faults = new ArrayList<>();
        try (RawConnection connection = new RawConnection(client.url())) {
            for (int i = 0; i < count && faults.size() < 10; i++) {
                RawRequest request = mutator.next();
                try {
                    RawAnswer answer = connection.send(request);
                    statuses.merge(answer.status(), 1, Integer::sum);
                    List<String> wrong = Client.CONTRACT.faultsOf(request.method(), request.path(), answer.received());
                    if (!wrong.isEmpty()) {
                        faults.add(request + " -> " + answer + ": " + wrong);
                    }
                } catch (SocketTimeoutException e) {
                    faults.add(request + " -> no answer");
                }
            }
        }
        return faults;
    }

    private static Optional<Verdict> decide(dev.voicgen.contracts.site.SiteCommand asked) {
        if (asked instanceof UsageAsked usage) {
            return Optional.of(new Verdict.Usage(
                    usage.requestId(), new QuotaUsage(null, 0, 0, Instant.parse("2027-01-01T00:00:00Z"))));
        }
        return asked instanceof DeleteRequested deletion
                ? Optional.of(new Verdict.Refused(deletion.requestId(), RefusalReason.NOT_FOUND, null))
                : Optional.empty();
    }

    private static String slowHead() {
        return "POST /v1/audio/generate HTTP/1.1\r\nHost: localhost\r\nX-API-Key: "
                + site.key().reveal() + "\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n";
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
