package dev.voicgen.standalone.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.ingress.IngressApi;
import dev.voicgen.ingress.IngressConfig;
import dev.voicgen.keyadmin.KeyAdmin;
import dev.voicgen.keyadmin.KeyAdminConfig;
import dev.voicgen.quota.QuotaStream;
import dev.voicgen.quota.QuotaStreamConfig;
import dev.voicgen.standalone.revocation.History.Attempt;
import dev.voicgen.testkit.RestartableDatabase;
import dev.voicgen.testkit.RestartableKafka;
import dev.voicgen.testkit.ServiceProcess;
import dev.voicgen.testkit.TestDatabase;
import dev.voicgen.testkit.TestSettings;
import dev.voicgen.testkit.TestSize;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The platform's promise, checked on its history: one key of a site is rotated again and again while clients send the new
 * and the old ones to several instances, and processes and connections fail. Not one request that was sent after a
 * rotation had answered is let in with an older key, and each new key works at once everywhere.
 *
 * <p>{@code -Dvoicgen.history.rounds=N} runs each case N times.
 */
class RevocationHistoryIT {

    private static final Logger log = LoggerFactory.getLogger(RevocationHistoryIT.class);
    private static final int ROUNDS = TestSize.of("voicgen.history.rounds", 1, 10);
    private static final int ROTATIONS_IN_A_ROW = 8;
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    /** Longer than a lease and every wait for one. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    /** One instance, and one key-admin, lose Kafka on their own. */
    private static final int INSTANCE_LINK = 0;

    private static final int ADMIN_LINK = 1;

    @TempDir
    static Path directory;

    private static final History history = new History();
    private static final Traffic traffic = new Traffic(history);
    private static RestartableKafka kafka;
    private static RestartableDatabase database;
    private static QuotaStream quota;
    private static KeyAdmin keyAdmin;
    private static IngressApi steady;
    private static IngressApi linked;
    private static ServiceProcess paused;
    private static Owner owner;

    @BeforeAll
    static void start() throws IOException {
        kafka = RestartableKafka.withProxies(2);
        database = RestartableDatabase.start();
        keyAdmin = KeyAdmin.start(KeyAdminConfig.from(settings(kafka.bootstrapServers())));
        quota = QuotaStream.start(QuotaStreamConfig.from(settings(kafka.bootstrapServers())));
        owner = Owner.logIn(keyAdmin.url());
        CompletableFuture<ServiceProcess> process =
                CompletableFuture.supplyAsync(() -> process(IngressApi.class, kafka.bootstrapServers()));
        steady = IngressApi.start(IngressConfig.from(settings(kafka.bootstrapServers())));
        linked = IngressApi.start(IngressConfig.from(settings(kafka.bootstrapServers(INSTANCE_LINK))));
        paused = process.join();
        traffic.reach("steady", steady.url());
        traffic.reach("linked", linked.url());
        traffic.reach("paused", paused.url());
        rotate(keyAdmin.url());
        traffic.start();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        traffic.close();
        paused.close();
        linked.close();
        steady.close();
        quota.close();
        keyAdmin.close();
        database.close();
        kafka.close();
        log.info("requests={} refused={} rotations={}", history.size(), history.refusals(), history.rotations());
    }

    @AfterEach
    void nothingForbiddenHasHappened() {
        rotate(keyAdmin.url());
        assertThat(history.resurrections()).isEmpty();
        assertThat(history.newKeysRefused()).isEmpty();
        assertThat(history.refusals()).isPositive();
    }

    @Test
    void whileAllIsWell() {
        for (int i = 0; i < ROUNDS * ROTATIONS_IN_A_ROW; i++) {
            assertThat(rotate(keyAdmin.url()).status()).isEqualTo(200);
        }
    }

    @Test
    void withAnInstanceThatStandsStillForLongerThanALease() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            paused.suspend();
            long at = System.nanoTime();
            Owner.Reply waitedOut = rotate(keyAdmin.url());
            pauseUntil(at + PAUSE.toNanos());
            paused.resume();
            volleys();

            assertThat(waitedOut
                            .data()
                            .path("confirmation")
                            .path("leases_waited_out")
                            .asInt())
                    .isEqualTo(1);
            rotate(keyAdmin.url());
        }
    }

    @Test
    void withAnInstanceThatHearsNothing() {
        for (int i = 0; i < ROUNDS; i++) {
            kafka.proxy(INSTANCE_LINK).cutDownstream();
            List<Integer> statuses = List.of(
                    rotate(keyAdmin.url()).status(), rotate(keyAdmin.url()).status());
            kafka.proxy(INSTANCE_LINK).restore();
            volleys();

            assertThat(statuses).containsOnly(200);
        }
    }

    @Test
    void withAnInstanceThatCanSayNothing() {
        for (int i = 0; i < ROUNDS; i++) {
            kafka.proxy(INSTANCE_LINK).cutUpstream();
            List<Integer> statuses = List.of(
                    rotate(keyAdmin.url()).status(), rotate(keyAdmin.url()).status());
            kafka.proxy(INSTANCE_LINK).restore();
            volleys();

            assertThat(statuses).containsOnly(200);
        }
    }

    @Test
    void withTheBrokerAwayAndBack() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            kafka.stop();
            int pending = rotate(keyAdmin.url()).status();
            kafka.startAgain();

            assertThat(pending).isEqualTo(503);
            await().atMost(RECOVERY).until(() -> rotate(keyAdmin.url()).status() == 200);
            await().atMost(RECOVERY)
                    .until(() -> traffic.volley(traffic.newest()).stream().allMatch(Attempt::wasLetIn));
        }
    }

    @Test
    void withKeyAdminKilledBetweenTheDatabaseAndTheLog() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            int dying = traffic.newest();
            try (ServiceProcess victim = process(KeyAdmin.class, kafka.bootstrapServers(ADMIN_LINK))) {
                kafka.proxy(ADMIN_LINK).cutUpstream();
                CompletableFuture<Void> call = CompletableFuture.runAsync(() -> rotate(victim.url()));
                awaitOutbox();
                victim.kill();
                call.join();
            }
            kafka.proxy(ADMIN_LINK).restore();

            awaitRefused(dying);
        }
    }

    @Test
    void withKeyAdminKilledBetweenTheLogAndTheAnswer() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            int dying = traffic.newest();
            try (ServiceProcess victim = process(KeyAdmin.class, kafka.bootstrapServers())) {
                paused.suspend();
                CompletableFuture<Void> call = CompletableFuture.runAsync(() -> rotate(victim.url()));
                await().atMost(RECOVERY)
                        .until(() -> traffic.send("steady", dying).join().wasRefused());
                victim.kill();
                call.join();
            }
            paused.resume();

            awaitRefused(dying);
        }
    }

    @Test
    void withTwoRotationsAtOnce() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            history.rotationCalled(traffic.newest());
            CompletableFuture<Owner.Reply> one = CompletableFuture.supplyAsync(() -> call(keyAdmin.url()));
            CompletableFuture<Owner.Reply> other = CompletableFuture.supplyAsync(() -> call(keyAdmin.url()));
            List<Integer> made = List.of(
                    traffic.add(one.join().data().path("key").asText()),
                    traffic.add(other.join().data().path("key").asText()));

            List<Boolean> letIn = made.stream()
                    .map(generation -> traffic.volley(generation).stream().allMatch(Attempt::wasLetIn))
                    .toList();
            List<Boolean> refused = made.stream()
                    .map(generation -> traffic.volley(generation).stream().allMatch(Attempt::wasRefused))
                    .toList();

            assertThat(letIn).containsExactlyInAnyOrder(true, false);
            assertThat(refused).containsExactlyInAnyOrder(true, false);
            assertThat(owner.liveKeys(keyAdmin.url())).isEqualTo(1);
            rotate(keyAdmin.url());
        }
    }

    @Test
    void withAnInstanceThatStartsInTheMiddle() {
        for (int i = 0; i < ROUNDS; i++) {
            CompletableFuture<IngressApi> starting = CompletableFuture.supplyAsync(
                    () -> IngressApi.start(IngressConfig.from(settings(kafka.bootstrapServers()))));
            do {
                rotate(keyAdmin.url());
            } while (!starting.isDone());
            IngressApi born = starting.join();
            traffic.reach("born", born.url());
            for (int j = 0; j < ROTATIONS_IN_A_ROW; j++) {
                assertThat(rotate(keyAdmin.url()).status()).isEqualTo(200);
                assertThat(traffic.send("born", traffic.newest()).join().wasLetIn())
                        .isTrue();
                assertThat(traffic.send("born", traffic.newest() - 1).join().wasRefused())
                        .isTrue();
            }
            traffic.forget("born");
            born.close();
            rotate(keyAdmin.url());
        }
    }

    /** Rotates, and at once sends the newest key and the one before it to everyone. */
    private static Owner.Reply rotate(URI at) {
        history.rotationCalled(traffic.newest());
        Owner.Reply reply = call(at);
        if (reply.status() == 200) {
            int generation = traffic.add(reply.data().path("key").asText());
            history.rotationAnswered(generation);
            volleys();
        }
        return reply;
    }

    private static void volleys() {
        int newest = traffic.newest();
        if (newest > 0) {
            traffic.volley(newest - 1);
        }
        traffic.volley(newest);
    }

    private static Owner.Reply call(URI at) {
        try {
            return owner.rotate(at);
        } catch (IOException killed) {
            return new Owner.Reply(0, null);
        }
    }

    /** The background has carried on what its caller could not. */
    private static void awaitRefused(int generation) {
        await().atMost(RECOVERY).until(() -> traffic.volley(generation).stream().allMatch(Attempt::wasRefused));
    }

    private static void awaitOutbox() {
        TestDatabase postgres = database.database();
        Jdbi jdbi = Jdbi.create(postgres.jdbcUrl(), postgres.user(), postgres.password());
        await().atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> jdbi.withHandle(handle -> handle.createQuery("select count(*) from key_outbox")
                                .mapTo(int.class)
                                .one())
                        > 0);
    }

    private static void pauseUntil(long nanos) {
        await().atMost(RECOVERY).pollInterval(50, TimeUnit.MILLISECONDS).until(() -> System.nanoTime() - nanos >= 0);
    }

    private static ServiceProcess process(Class<?> service, String bootstrap) {
        try {
            return ServiceProcess.start(service.getName(), settings(bootstrap));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> settings(String bootstrap) {
        Map<String, String> settings = TestSettings.of(bootstrap, database.database());
        settings.put("VOICGEN_OPERATOR_EMAIL", Owner.EMAIL);
        settings.put("VOICGEN_OPERATOR_PASSWORD", Owner.PASSWORD);
        settings.put("VOICGEN_AUDIO_DIR", directory.resolve("audio").toString());
        return settings;
    }
}
