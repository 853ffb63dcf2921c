package dev.voicgen.keyadmin.site;

import dev.voicgen.keyadmin.revocation.Confirmation;
import dev.voicgen.keyadmin.site.ChangePipeline.Announcement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the sites of a changed plan, some hundred at a time, each time in a transaction of its own. How far it has come
 * stands in a row, so whoever changed the plan may die: a background thread of any key-admin goes on behind the last
 * sites that are known to be on the logs. Several may do so at once; they then tell some sites twice, which changes
 * nothing. Thread-safe.
 */
final class PlanAnnouncements implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PlanAnnouncements.class);
    private static final int BATCH = 200;
    private static final Duration SWEEP = Duration.ofSeconds(5);
    /** Leaves those under way to whoever changed the plan. */
    private static final Duration ORPHANED_AFTER = Duration.ofSeconds(15);

    private static final Duration SWEEP_WITHIN = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final ChangePipeline pipeline;
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "plan-announcements"));

    private PlanAnnouncements(Jdbi jdbi, ChangePipeline pipeline) {
        this.jdbi = jdbi;
        this.pipeline = pipeline;
    }

    /** Starts the background thread, which first takes up all that is there. */
    static PlanAnnouncements start(Jdbi jdbi, ChangePipeline pipeline) {
        PlanAnnouncements announcements = new PlanAnnouncements(jdbi, pipeline);
        announcements.sweeper.execute(() -> announcements.sweep(Duration.ZERO));
        var unused = announcements.sweeper.scheduleWithFixedDelay(
                () -> announcements.sweep(ORPHANED_AFTER), SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
        return announcements;
    }

    /** Notes, in the transaction that changes the plan, that all its sites are to be told. */
    void begin(Handle handle, String plan) {
        handle.createUpdate("insert into plan_announcement (plan) values (:plan) on conflict (plan) do update "
                        + "set round = default, last_site_id = 0, told = false, touched_at = now()")
                .bind("plan", plan)
                .execute();
    }

    /** Sees the last changes of the plans through, or as far as {@code within} allows. */
    Confirmation carry(Collection<String> plans, Duration within) {
        long begun = System.nanoTime();
        for (Optional<Batch> batch = next(plans); batch.isPresent(); batch = next(plans)) {
            if (System.nanoTime() - begun > within.toNanos()
                    || !pipeline.publish(batch.get().announcements())) {
                return new Confirmation.Pending();
            }
            advance(batch.get());
        }
        return confirm(plans, begun);
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
    }

    /** How far the change of a plan has come; another change of it is another round. */
    record Progress(long round, String plan, long lastSiteId) {}

    private record Batch(Progress from, List<Announcement> announcements) {}

    private void sweep(Duration age) {
        try {
            List<String> plans = jdbi.withHandle(
                    handle -> handle.createQuery("select plan from plan_announcement where touched_at <= now() - :age")
                            .bind("age", age)
                            .mapTo(String.class)
                            .list());
            if (!plans.isEmpty()) {
                Confirmation confirmation = carry(plans, SWEEP_WITHIN);
                log.info("plans={} change carried on: {}", plans, confirmation);
            }
        } catch (RuntimeException e) {
            log.warn("changes of plans cannot be carried on now, trying again: {}", e.getMessage());
        }
    }

    /** The next sites of one of the plans, announced; nothing where all have been told. */
    private Optional<Batch> next(Collection<String> plans) {
        return jdbi.inTransaction(handle -> handle.createQuery("select round, plan, last_site_id "
                        + "from plan_announcement where plan = any(:plans) and not told order by plan limit 1")
                .bindArray("plans", String.class, plans)
                .map(ConstructorMapper.of(Progress.class))
                .findOne()
                .map(progress -> new Batch(progress, pipeline.announce(handle, sitesBehind(handle, progress)))));
    }

    private static List<Long> sitesBehind(Handle handle, Progress progress) {
        return handle.createQuery("select site_id from subscription where plan = :plan and site_id > :last "
                        + "order by site_id limit :batch")
                .bind("plan", progress.plan())
                .bind("last", progress.lastSiteId())
                .bind("batch", BATCH)
                .mapTo(long.class)
                .list();
    }

    /** Only now that the batch is on the logs: what lies behind the last site has been told, whoever told it. */
    private void advance(Batch batch) {
        List<Announcement> told = batch.announcements();
        jdbi.useHandle(handle -> handle.createUpdate("update plan_announcement set last_site_id = :to, told = :told, "
                        + "touched_at = now() where round = :round and last_site_id = :lastSiteId")
                .bind("round", batch.from().round())
                .bind("lastSiteId", batch.from().lastSiteId())
                .bind(
                        "to",
                        told.isEmpty()
                                ? batch.from().lastSiteId()
                                : told.get(told.size() - 1).siteId())
                .bind("told", told.size() < BATCH)
                .execute());
    }

    /**
     * Announces one of the told sites once more. Its record lies behind those of all the others, so an instance that
     * cannot act without it cannot act without them.
     */
    private Confirmation confirm(Collection<String> plans, long begun) {
        List<Progress> told = jdbi.withHandle(handle -> handle.createQuery("select round, plan, last_site_id "
                        + "from plan_announcement where plan = any(:plans) and told")
                .bindArray("plans", String.class, plans)
                .map(ConstructorMapper.of(Progress.class))
                .list());
        long site = told.stream().mapToLong(Progress::lastSiteId).max().orElse(0);
        Confirmation confirmation = site == 0 ? new Confirmation.Confirmed(0, 0, 0) : fence(site, begun);
        if (confirmation instanceof Confirmation.Confirmed) {
            jdbi.useHandle(handle -> handle.createUpdate("delete from plan_announcement where round = any(:rounds)")
                    .bindArray(
                            "rounds",
                            Long.class,
                            told.stream().map(Progress::round).toList())
                    .execute());
        }
        return confirmation;
    }

    private Confirmation fence(long siteId, long begun) {
        Announcement fence = jdbi.inTransaction(handle -> pipeline.announce(handle, siteId));
        return pipeline.publish(List.of(fence)) ? pipeline.confirm(fence, begun) : new Confirmation.Pending();
    }
}
