package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.site.Plan;
import dev.voicgen.keyadmin.account.AuditLog;
import dev.voicgen.keyadmin.revocation.Confirmation;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes plans. A change of a plan changes all sites that have it, because the plan is part of their snapshots. So the plan
 * is changed in a short transaction, and then its sites are announced again, some hundred at a time, each time in a
 * transaction of its own. No change of a site has to wait for that.
 *
 * <p>A row of {@code plan_announcement} says how far the announcement has come. If an instance dies, the background thread of
 * any instance carries on behind the last sites that are known to be on the logs. If several instances carry on at once, some
 * sites are announced twice, which changes nothing. Thread-safe.
 */
final class PlanChanges implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PlanChanges.class);
    private static final int BATCH = 200;
    /** With the confirmation that follows, this is shorter than any caller waits. */
    private static final Duration ANNOUNCE_WITHIN = Duration.ofSeconds(8);

    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final Duration SWEEP_WITHIN = Duration.ofMinutes(1);
    /** A younger announcement is still carried by the instance that changed the plan. */
    private static final Duration ORPHANED_AFTER = Duration.ofSeconds(15);

    private final Jdbi jdbi;
    private final ChangePipeline pipeline;
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "plan-announcements"));

    private record Batch(PlanTable.Progress from, List<ChangePipeline.Announcement> announcements) {}

    private PlanChanges(Jdbi jdbi, ChangePipeline pipeline) {
        this.jdbi = jdbi;
        this.pipeline = pipeline;
    }

    /** Starts the background thread, which first carries on every announcement that it finds. */
    static PlanChanges start(Jdbi jdbi, ChangePipeline pipeline) {
        PlanChanges changes = new PlanChanges(jdbi, pipeline);
        changes.sweeper.execute(() -> changes.sweep(Duration.ZERO));
        var unused = changes.sweeper.scheduleWithFixedDelay(
                () -> changes.sweep(ORPHANED_AFTER), SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
        return changes;
    }

    /**
     * Makes or replaces the plans. A plan that is like this already is left alone, but if an earlier change of it is still
     * being announced, this call waits for that too.
     */
    SiteChanges.Changed<List<Plan>> put(AuditLog.Actor actor, List<Plan> plans) {
        jdbi.useTransaction(handle -> {
            PlanTable table = handle.attach(PlanTable.class);
            AuditLog audit = handle.attach(AuditLog.class);
            plans.stream()
                    // In one order: two changes of the same plans must not wait for each other in a circle.
                    .sorted(Comparator.comparing(Plan::name))
                    .filter(plan -> table.put(plan, plan.limits()) > 0)
                    .forEach(plan -> {
                        table.beginAnnouncement(plan.name());
                        audit.add(actor, null, "plan_set", Map.of("plan", plan));
                    });
        });
        List<String> names = plans.stream().map(Plan::name).toList();
        return new SiteChanges.Changed<>(plans, announce(names, ANNOUNCE_WITHIN));
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
    }

    private void sweep(Duration age) {
        try {
            List<String> plans = jdbi.withExtension(PlanTable.class, table -> table.unannounced(age));
            if (!plans.isEmpty()) {
                Confirmation confirmation = announce(plans, SWEEP_WITHIN);
                log.info("plans={} change carried on: {}", plans, confirmation);
            }
        } catch (RuntimeException e) {
            log.warn("changes of plans cannot be carried on now, trying again: {}", e.getMessage());
        }
    }

    /** Announces all sites of the plans and waits for the confirmation, or gets as far as {@code within} allows. */
    private Confirmation announce(Collection<String> plans, Duration within) {
        String[] names = plans.toArray(String[]::new);
        long begun = System.nanoTime();
        for (Optional<Batch> batch = next(names); batch.isPresent(); batch = next(names)) {
            if (System.nanoTime() - begun > within.toNanos()
                    || !pipeline.publish(batch.get().announcements())) {
                return new Confirmation.Pending();
            }
            advance(batch.get());
        }
        return confirm(names, begun);
    }

    /** The next sites of one of the plans, with their new snapshots in the outbox; nothing where no site is left. */
    private Optional<Batch> next(String[] plans) {
        return jdbi.inTransaction(handle ->
                handle.attach(PlanTable.class).nextAnnouncement(plans).map(progress -> batch(handle, progress)));
    }

    private Batch batch(Handle handle, PlanTable.Progress from) {
        List<Long> sites = handle.attach(PlanTable.class).sites(from.plan(), from.lastSiteId(), BATCH);
        return new Batch(from, pipeline.announce(handle, sites));
    }

    /** Called when the batch is on the logs, so that the row never says more than is true. */
    private void advance(Batch batch) {
        List<ChangePipeline.Announcement> announced = batch.announcements();
        long last = announced.isEmpty()
                ? batch.from().lastSiteId()
                : announced.get(announced.size() - 1).siteId();
        jdbi.useExtension(
                PlanTable.class, table -> table.advanceAnnouncement(batch.from(), last, announced.size() < BATCH));
    }

    /**
     * Announces one of the sites once more and waits for it alone. Its record lies behind those of all others, so an instance
     * that has applied it has applied them.
     */
    private Confirmation confirm(String[] plans, long begun) {
        List<PlanTable.Progress> announced = jdbi.withExtension(PlanTable.class, table -> table.announced(plans));
        long lastSite = announced.stream()
                .mapToLong(PlanTable.Progress::lastSiteId)
                .max()
                .orElse(0);
        Confirmation confirmation = lastSite == 0 ? new Confirmation.Confirmed(0, 0, 0) : fence(lastSite, begun);
        if (confirmation instanceof Confirmation.Confirmed) {
            Long[] rounds = announced.stream().map(PlanTable.Progress::round).toArray(Long[]::new);
            jdbi.useExtension(PlanTable.class, table -> table.endAnnouncements(rounds));
        }
        return confirmation;
    }

    private Confirmation fence(long siteId, long begun) {
        ChangePipeline.Announcement fence = jdbi.inTransaction(handle -> pipeline.announce(handle, siteId));
        return pipeline.publish(List.of(fence)) ? pipeline.confirm(fence, begun) : new Confirmation.Pending();
    }
}
