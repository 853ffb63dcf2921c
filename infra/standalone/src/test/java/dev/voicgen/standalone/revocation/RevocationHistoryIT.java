package dev.voicgen.standalone.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.ingress.IngressApi;
import dev.voicgen.testkit.ServiceProcess;
import dev.voicgen.testkit.TestSize;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks the promise of a revocation on the history of a platform. One key of a site is rotated again and again, while clients
 * send the new and the old keys to several instances, and processes and connections fail. No request that was sent after a
 * rotation had answered may be accepted with an older key, and each new key must work at once everywhere.
 *
 * <p>{@code -Dvoicgen.history.rounds=N} runs each case N times.
 */
class RevocationHistoryIT {

    private static final int ROUNDS = TestSize.of("voicgen.history.rounds", 1, 10);
    private static final int ROTATIONS_IN_A_ROW = 8;
    /** Longer than a lease and every wait for one. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    @TempDir
    static Path directory;

    private static RotatedPlatform platform;
    private static KeyTraffic traffic;

    @BeforeAll
    static void start() throws IOException {
        platform = new RotatedPlatform(directory);
        traffic = platform.traffic();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        platform.close();
    }

    @AfterEach
    void checkHistory() {
        platform.rotate();
        assertThat(platform.history().resurrections()).isEmpty();
        assertThat(platform.history().newKeysRefused()).isEmpty();
        assertThat(platform.history().refusals()).isPositive();
    }

    @Test
    void without_any_fault() {
        for (int i = 0; i < ROUNDS * ROTATIONS_IN_A_ROW; i++) {
            assertThat(platform.rotate().status()).isEqualTo(200);
        }
    }

    @Test
    void with_an_instance_suspended_for_longer_than_a_lease() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            platform.paused().suspend();
            long at = System.nanoTime();
            RotatingOwner.Reply waitedOut = platform.rotate();
            pauseUntil(at + PAUSE.toNanos());
            platform.paused().resume();
            platform.sendNewestKeys();

            assertThat(waitedOut
                            .data()
                            .path("confirmation")
                            .path("leases_waited_out")
                            .asInt())
                    .isEqualTo(1);
            platform.rotate();
        }
    }

    @Test
    void with_an_instance_that_cannot_read_from_kafka() {
        for (int i = 0; i < ROUNDS; i++) {
            platform.instanceLink().cutDownstream();
            List<Integer> statuses =
                    List.of(platform.rotate().status(), platform.rotate().status());
            platform.instanceLink().restore();
            platform.sendNewestKeys();

            assertThat(statuses).containsOnly(200);
        }
    }

    @Test
    void with_an_instance_that_cannot_write_to_kafka() {
        for (int i = 0; i < ROUNDS; i++) {
            platform.instanceLink().cutUpstream();
            List<Integer> statuses =
                    List.of(platform.rotate().status(), platform.rotate().status());
            platform.instanceLink().restore();
            platform.sendNewestKeys();

            assertThat(statuses).containsOnly(200);
        }
    }

    @Test
    void with_the_broker_stopped_and_started_again() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            platform.kafka().stop();
            int pending = platform.rotate().status();
            platform.kafka().startAgain();

            assertThat(pending).isEqualTo(503);
            await().atMost(RotatedPlatform.RECOVERY)
                    .until(() -> platform.rotate().status() == 200);
            await().atMost(RotatedPlatform.RECOVERY)
                    .until(() -> traffic.volley(traffic.newest()).stream().allMatch(RotationHistory.Attempt::wasLetIn));
        }
    }

    @Test
    void with_key_admin_killed_between_the_database_and_the_log() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            int dying = traffic.newest();
            try (ServiceProcess victim = platform.startLinkedKeyAdmin()) {
                platform.adminLink().cutUpstream();
                CompletableFuture<Void> call = CompletableFuture.runAsync(() -> platform.rotate(victim.url()));
                platform.awaitOutbox();
                victim.kill();
                call.join();
            }
            platform.adminLink().restore();

            awaitRefused(dying);
        }
    }

    @Test
    void with_key_admin_killed_between_the_log_and_the_answer() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            int dying = traffic.newest();
            try (ServiceProcess victim = platform.startKeyAdmin()) {
                platform.paused().suspend();
                CompletableFuture<Void> call = CompletableFuture.runAsync(() -> platform.rotate(victim.url()));
                await().atMost(RotatedPlatform.RECOVERY)
                        .until(() -> traffic.send("steady", dying).join().wasRefused());
                victim.kill();
                call.join();
            }
            platform.paused().resume();

            awaitRefused(dying);
        }
    }

    @Test
    void with_two_rotations_at_the_same_time() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            platform.history().rotationCalled(traffic.newest());
            CompletableFuture<RotatingOwner.Reply> one = CompletableFuture.supplyAsync(platform::call);
            CompletableFuture<RotatingOwner.Reply> other = CompletableFuture.supplyAsync(platform::call);
            List<Integer> made = List.of(
                    traffic.add(one.join().data().path("key").asText()),
                    traffic.add(other.join().data().path("key").asText()));
            List<Boolean> letIn = made.stream()
                    .map(generation -> traffic.volley(generation).stream().allMatch(RotationHistory.Attempt::wasLetIn))
                    .toList();
            List<Boolean> refused = made.stream()
                    .map(generation ->
                            traffic.volley(generation).stream().allMatch(RotationHistory.Attempt::wasRefused))
                    .toList();

            assertThat(letIn).containsExactlyInAnyOrder(true, false);
            assertThat(refused).containsExactlyInAnyOrder(true, false);
            assertThat(platform.liveKeys()).isEqualTo(1);
            platform.rotate();
        }
    }

    @Test
    void with_an_instance_that_starts_during_rotations() {
        for (int i = 0; i < ROUNDS; i++) {
            CompletableFuture<IngressApi> starting = CompletableFuture.supplyAsync(platform::startInstance);
            do {
                platform.rotate();
            } while (!starting.isDone());
            IngressApi born = starting.join();
            traffic.reach("born", born.url());
            for (int j = 0; j < ROTATIONS_IN_A_ROW; j++) {
                assertThat(platform.rotate().status()).isEqualTo(200);
                assertThat(traffic.send("born", traffic.newest()).join().wasLetIn())
                        .isTrue();
                assertThat(traffic.send("born", traffic.newest() - 1).join().wasRefused())
                        .isTrue();
            }
            traffic.forget("born");
            born.close();
            platform.rotate();
        }
    }

    /** The change is stored, so another process publishes it. */
    private static void awaitRefused(int generation) {
        await().atMost(RotatedPlatform.RECOVERY)
                .until(() -> traffic.volley(generation).stream().allMatch(RotationHistory.Attempt::wasRefused));
    }

    private static void pauseUntil(long nanos) {
        await().atMost(RotatedPlatform.RECOVERY)
                .pollInterval(50, TimeUnit.MILLISECONDS)
                .until(() -> System.nanoTime() - nanos >= 0);
    }
}
