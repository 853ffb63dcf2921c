package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.RequestLimits;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.ingress.fuzz.RawAnswer;
import dev.voicgen.ingress.fuzz.RawConnection;
import dev.voicgen.ingress.fuzz.RawRequest;
import dev.voicgen.ingress.testing.SitesFixture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A request that is refused before its body has been read is answered, and the next one on the connection too. */
class RefusedBodiesIT {

    private static final Plan OPEN = new Plan(
            "open", null, true, new RequestLimits(1_000_000, 1_000_000, 1_000_000, 1_000_000), VoiceTier.GROWTH, null);
    private static final int CONNECTIONS = 8;
    private static final int REQUESTS = 200;
    private static final int MAX_BODY = 3_000_000;

    private static RunningIngress ingress;
    private static String key;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.shared();
        var site = ingress.sites.add(SitesFixture.with(OPEN, SitesFixture.ACTIVE, Integration.REST));
        key = site.key().reveal();
        ingress.admission.script(
                site.site().siteId(), request -> Optional.of(new Verdict.Queued(request.requestId(), 1, null)));
    }

    @Test
    void whoever_is_refused_while_sending_hears_why() throws Exception {
        List<CompletableFuture<Integer>> connections = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Random random = new Random(i);
            connections.add(CompletableFuture.supplyAsync(() -> sendAll(random)));
        }
        for (CompletableFuture<Integer> connection : connections) {
            assertThat(connection.get()).isEqualTo(REQUESTS);
        }
    }

    private static int sendAll(Random random) {
        int answered = 0;
        try (RawConnection connection = new RawConnection(ingress.client().url())) {
            for (; answered < REQUESTS; answered++) {
                byte[] body = new byte[random.nextInt(10) == 0 ? random.nextInt(MAX_BODY) : random.nextInt(2_000)];
                switch (random.nextInt(4)) {
                    case 0 -> expect(connection, 401, post("/v1/audio/generate", "unknown", "application/json", body));
                    case 1 -> expect(connection, 404, post("/v1/no/such", key, "application/json", body));
                    case 2 -> expect(connection, 415, post("/v1/audio/generate", key, "text/html", body));
                    default -> expect(connection, 202, post("/v1/audio/generate", key, "application/json", article()));
                }
            }
            return answered;
        } catch (Exception e) {
            throw new AssertionError("after " + answered + " answers", e);
        }
    }

    private static void expect(RawConnection connection, int status, RawRequest request) throws Exception {
        RawAnswer answer = connection.send(request);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    }

    private static RawRequest post(String path, String apiKey, String type, byte[] body) {
        return new RawRequest("POST", path, List.of("X-API-Key: " + apiKey, "Content-Type: " + type), body);
    }

    private static byte[] article() {
        return "{\"post_id\":\"1\",\"content\":\"%s\"}"
                .formatted("A word and another. ".repeat(10))
                .getBytes(StandardCharsets.UTF_8);
    }
}
