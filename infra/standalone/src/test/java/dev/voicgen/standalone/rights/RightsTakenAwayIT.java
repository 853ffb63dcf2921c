package dev.voicgen.standalone.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.ingress.IngressApi;
import dev.voicgen.ingress.IngressConfig;
import dev.voicgen.keyadmin.KeyAdmin;
import dev.voicgen.keyadmin.KeyAdminConfig;
import dev.voicgen.standalone.ApiCaller;
import dev.voicgen.standalone.SessionCaller;
import dev.voicgen.standalone.TestSite;
import dev.voicgen.testkit.RestartableKafka;
import dev.voicgen.testkit.TestDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import dev.voicgen.testkit.TestSettings;
import dev.voicgen.testkit.TestSize;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever way a right is taken away, it is gone everywhere once the call has answered: from an instance that has heard of
 * it, and from one that cannot hear and whose lease had to run out. And the audit log tells who did it.
 */
class RightsTakenAwayIT {

    private static final String OPERATOR = "operator@example.org";
    private static final String PASSWORD = "correct horse battery";
    private static final Duration RECOVERY = Duration.ofSeconds(30);
    /** A lease is renewed twice a second and good for two seconds. */
    private static final double FRESH_LEASE_SECONDS = 0.6;

    private static final int DEAF = 0;

    @TempDir
    static Path directory;

    private static RestartableKafka kafka;
    private static Jdbi jdbi;
    private static KeyAdmin keyAdmin;
    private static IngressApi steady;
    private static IngressApi deaf;
    private static SessionCaller operator;

    @BeforeAll
    static void start() throws IOException {
        kafka = RestartableKafka.withProxies(1);
        TestDatabase database = TestInfrastructure.shared().newDatabase();
        jdbi = Jdbi.create(database.jdbcUrl(), database.user(), database.password());
        keyAdmin = KeyAdmin.start(KeyAdminConfig.from(settings(database, kafka.bootstrapServers())));
        CompletableFuture<IngressApi> first = CompletableFuture.supplyAsync(
                () -> IngressApi.start(IngressConfig.from(settings(database, kafka.bootstrapServers()))));
        deaf = IngressApi.start(IngressConfig.from(settings(database, kafka.bootstrapServers(DEAF))));
        steady = first.join();
        operator = SessionCaller.logIn(keyAdmin.url(), OPERATOR, PASSWORD);
    }

    @AfterAll
    static void stop() throws IOException {
        deaf.close();
        steady.close();
        keyAdmin.close();
        kafka.close();
    }

    @AfterEach
    void hearAgain() {
        kafka.proxy(DEAF).restore();
    }

    static List<RevokingCall> calls() {
        return RevokingCall.all();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void is_gone_from_every_instance_that_hears(RevokingCall right) {
        TestSite site = TestSite.make(operator);
        awaitLeases();
        assertThat(answers(site)).containsOnly(RightsAnswers.LET_IN);
        Confirmed before = Confirmed.soFar();
        long audited = lastAuditRow();
        Instant called = databaseTime();

        SessionCaller.Reply reply = right.from(site, operator);
        List<RightsAnswers> told = answers(site);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(told).containsOnly(right.afterwards());
        assertThat(Confirmed.soFar().since(before)).isEqualTo(new Confirmed(1, 0));
        assertAudited(right, site, audited, called);
    }

    /** The same for all of them: a lease ends. */
    static List<RevokingCall> someCalls() {
        return calls().subList(0, TestSize.of("rights.unheard", 3, calls().size()));
    }

    @ParameterizedTest
    @MethodSource("someCalls")
    void is_gone_from_an_instance_that_hears_nothing_and_still_had_a_lease(RevokingCall right) {
        TestSite site = TestSite.make(operator);
        awaitLeases();
        kafka.proxy(DEAF).cutDownstream();
        assertThat(answers(site)).containsOnly(RightsAnswers.LET_IN);
        Confirmed before = Confirmed.soFar();

        SessionCaller.Reply reply = right.from(site, operator);
        List<RightsAnswers> told = answers(site);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(told).containsOnly(right.afterwards());
        assertThat(Confirmed.soFar().since(before)).isEqualTo(new Confirmed(0, 1));
    }

    /** How revocations have been confirmed, as key-admin counts them. */
    private record Confirmed(long acknowledged, long waitedOut) {

        static Confirmed soFar() {
            return new Confirmed(
                    (long) metric(keyAdmin.url(), "voicgen_revocations_seconds_count{outcome=\"acknowledged\"}"),
                    (long) metric(keyAdmin.url(), "voicgen_revocations_seconds_count{outcome=\"waited_out\"}"));
        }

        Confirmed since(Confirmed earlier) {
            return new Confirmed(acknowledged - earlier.acknowledged, waitedOut - earlier.waitedOut);
        }
    }

    /** Who, what and when. */
    record AuditRow(String email, String action, Long siteId, Instant at, String detail) {}

    private static void assertAudited(RevokingCall right, TestSite site, long after, Instant called) {
        List<AuditRow> rows = jdbi.withHandle(
                handle -> handle.createQuery("select email, action, site_id, at, detail::text as detail from audit_log "
                                + "join app_user on app_user.id = user_id where audit_log.id > :after")
                        .bind("after", after)
                        .map(ConstructorMapper.of(AuditRow.class))
                        .list());
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.email()).isEqualTo(OPERATOR);
            assertThat(row.action()).isEqualTo(right.auditAction());
            assertThat(row.at()).isBetween(called, databaseTime());
            if (row.siteId() == null) {
                assertThat(row.detail()).contains(site.plan());
            } else {
                assertThat(row.siteId()).isEqualTo(site.id());
            }
        });
    }

    private static long lastAuditRow() {
        return jdbi.withHandle(handle -> handle.createQuery("select coalesce(max(id), 0) from audit_log")
                .mapTo(long.class)
                .one());
    }

    private static Instant databaseTime() {
        return jdbi.withHandle(handle -> handle.createQuery("select clock_timestamp()")
                .mapTo(Instant.class)
                .one());
    }

    /** The deaf one first: each moment that passes is a moment of its lease. */
    private static List<RightsAnswers> answers(TestSite site) {
        return List.of(RightsAnswers.of(deaf.url(), site), RightsAnswers.of(steady.url(), site));
    }

    private static void awaitLeases() {
        for (IngressApi instance : List.of(deaf, steady)) {
            await().atMost(RECOVERY)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> metric(instance.url(), "voicgen_keys_lease_age_seconds ") < FRESH_LEASE_SECONDS);
        }
    }

    /** Zero where there is no such line yet. */
    private static double metric(URI service, String start) {
        byte[] text = new ApiCaller(service, "none").get("/metrics").raw().body();
        return new String(text, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }

    private static Map<String, String> settings(TestDatabase database, String bootstrap) {
        Map<String, String> settings = TestSettings.of(bootstrap, database);
        settings.put("VOICGEN_KAFKA_PARTITIONS", "1");
        settings.put("VOICGEN_OPERATOR_EMAIL", OPERATOR);
        settings.put("VOICGEN_OPERATOR_PASSWORD", PASSWORD);
        settings.put("VOICGEN_AUDIO_DIR", directory.resolve("audio").toString());
        return settings;
    }
}
