package dev.voicgen.keyadmin.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.keyadmin.AdminCaller;
import dev.voicgen.keyadmin.AdminReply;
import dev.voicgen.keyadmin.KeyAdminFixture;
import dev.voicgen.testkit.TestDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** A plan with many sites changes: nobody waits for it, and nobody is left out. */
class PlanChangeIT {

    private static final int SITES = 450;
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final String plan = "plan-" + UUID.randomUUID();

    @Test
    void rotations_go_on_while_its_sites_are_told() throws Exception {
        KeyAdminFixture platform = KeyAdminFixture.shared();
        AdminCaller operator = platform.operator();
        List<Long> sites = sitesOfNewPlan(platform);
        long told = sites.get(0);
        long toldLater = sites.get(SITES - 1);
        long ofAnotherPlan = KeyAdminFixture.newSite(platform.owner());

        try (Handle held = platform.jdbi().open()) {
            lock(held, told);
            CompletableFuture<AdminReply> change =
                    CompletableFuture.supplyAsync(() -> operator.put("/v1/plans", plan(true)));
            await().atMost(DEADLINE).until(() -> isWaitedFor(platform.jdbi()));

            for (long site : List.of(toldLater, ofAnotherPlan)) {
                assertThat(CompletableFuture.supplyAsync(() -> operator.post("/v1/sites/" + site + "/rotate-key", ""))
                                .get(DEADLINE.toSeconds(), TimeUnit.SECONDS)
                                .status())
                        .isEqualTo(200);
            }
            assertThat(change).isNotDone();
            held.rollback();
            assertThat(change.get(DEADLINE.toSeconds(), TimeUnit.SECONDS).status())
                    .isEqualTo(200);
        }
        assertThat(versions(platform.jdbi()))
                .allSatisfy(version -> assertThat(version).isGreaterThan(1));
        assertThat(underWay(platform.jdbi())).isZero();
    }

    @Test
    void as_it_was_it_tells_nobody() {
        KeyAdminFixture platform = KeyAdminFixture.shared();
        sitesOfNewPlan(platform);

        assertThat(platform.operator().put("/v1/plans", plan(false)).status()).isEqualTo(200);

        assertThat(versions(platform.jdbi())).containsOnly(1L);
    }

    @Test
    void what_a_crash_left_is_carried_on_and_the_same_call_sees_it_through() {
        TestDatabase database = TestInfrastructure.shared().newDatabase();
        KeyAdminFixture first =
                KeyAdminFixture.start(TestInfrastructure.shared().kafkaBootstrap(), database);
        List<Long> sites = sitesOfNewPlan(first);
        AdminCaller operator = first.operator();
        try (Handle held = first.jdbi().open()) {
            lock(held, sites.get(SITES / 2));
            var unusedAsItsServiceEnds = CompletableFuture.runAsync(() -> operator.put("/v1/plans", plan(true)));
            await().atMost(DEADLINE).until(() -> isWaitedFor(first.jdbi()));
            first.service().close();
            held.rollback();
        }
        assertThat(underWay(first.jdbi())).isEqualTo(1);
        assertThat(versions(first.jdbi())).contains(1L, 2L);

        KeyAdminFixture second = KeyAdminFixture.start(first.kafka(), database);
        try {
            assertThat(second.operator().put("/v1/plans", plan(true)).status()).isEqualTo(200);

            assertThat(versions(second.jdbi()))
                    .allSatisfy(version -> assertThat(version).isGreaterThan(1));
            assertThat(underWay(second.jdbi())).isZero();
        } finally {
            second.service().close();
        }
    }

    /** Their ids, in order. */
    private List<Long> sitesOfNewPlan(KeyAdminFixture platform) {
        platform.operator().put("/v1/plans", plan(false));
        return platform.jdbi().withHandle(handle -> {
            List<Long> ids = handle.createQuery(
                            "with publisher as (insert into account (name) values ('many') returning id) "
                                    + "insert into site (account_id, name, webhook_secret) "
                                    + "select id, 'site', 'x' from publisher, generate_series(1, :n) returning id")
                    .bind("n", SITES)
                    .mapTo(long.class)
                    .list();
            handle.createUpdate("insert into subscription (site_id, plan, status) "
                            + "select unnest(:ids), :plan, 'active'")
                    .bindArray("ids", Long.class, ids)
                    .bind("plan", plan)
                    .execute();
            return ids.stream().sorted().toList();
        });
    }

    private String plan(boolean restAccess) {
        return "{\"items\":[{\"name\":\"" + plan + "\",\"rest_access\":" + restAccess + ",\"voices\":\"growth\","
                + "\"limits\":{\"per_key\":10,\"per_domain\":10,\"public_events\":10,\"tracked_events\":10}}]}";
    }

    private static void lock(Handle handle, long site) {
        handle.begin();
        handle.createQuery("select id from site where id = :id for update")
                .bind("id", site)
                .mapTo(long.class)
                .one();
    }

    private static boolean isWaitedFor(Jdbi jdbi) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select exists(select from pg_locks where not granted and pid in ("
                                + "select pid from pg_stat_activity where datname = current_database()))")
                        .mapTo(boolean.class)
                        .one());
    }

    private List<Long> versions(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select version from site join subscription on site_id = site.id where plan = :plan")
                .bind("plan", plan)
                .mapTo(long.class)
                .list());
    }

    private int underWay(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from plan_announcement where plan = :plan")
                .bind("plan", plan)
                .mapTo(int.class)
                .one());
    }
}
