package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.site.Plan;
import dev.voicgen.keyadmin.site.ChangePipeline.Announcement;
import dev.voicgen.keyadmin.site.ChangePipeline.Kind;
import dev.voicgen.keyadmin.site.ChangePipeline.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Changes of plans, each of which is a change of all sites that have the plan. */
final class PlanChanges {

    /** Site ids held in memory at once. */
    private static final int BATCH = 500;

    private final ChangePipeline pipeline;

    PlanChanges(ChangePipeline pipeline) {
        this.pipeline = pipeline;
    }

    Changed<List<Plan>> put(Actor actor, List<Plan> plans) {
        return pipeline.run(Kind.TAKES, handle -> {
            // Waits for all changes of sites under way and keeps new ones waiting: they read plans.
            handle.execute("lock table plan in share row exclusive mode");
            for (Plan plan : plans) {
                write(handle, plan);
                AuditLog.add(handle, actor, null, "plan_set", Map.of("plan", plan));
            }
            return new Stored<>(
                    plans, announceAll(handle, plans.stream().map(Plan::name).toList()));
        });
    }

    private static void write(Handle handle, Plan plan) {
        handle.createUpdate("""
                        insert into plan (name, position, monthly_posts, rest_access, per_key, per_domain,
                                          public_events, tracked_events, voices, monthly_events)
                        values (:name, (select coalesce(max(position), 0) + 1 from plan), :monthlyPosts, :restAccess,
                                :perKey, :perDomain, :publicEvents, :trackedEvents, :tier, :monthlyEvents)
                        on conflict (name) do update set
                            monthly_posts = :monthlyPosts, rest_access = :restAccess, per_key = :perKey,
                            per_domain = :perDomain, public_events = :publicEvents, tracked_events = :trackedEvents,
                            voices = :tier, monthly_events = :monthlyEvents""")
                .bindMethods(plan)
                .bindMethods(plan.limits())
                .bind("tier", plan.voices().name().toLowerCase(Locale.ROOT))
                .execute();
    }

    private List<Announcement> announceAll(Handle handle, List<String> plans) {
        List<Announcement> announcements = new ArrayList<>();
        List<Long> batch;
        long last = 0;
        do {
            batch = handle.createQuery("select site_id from subscription where plan = any(:plans) and site_id > :last "
                            + "order by site_id limit :batch")
                    .bindArray("plans", String.class, plans)
                    .bind("last", last)
                    .bind("batch", BATCH)
                    .mapTo(long.class)
                    .list();
            for (long siteId : batch) {
                announcements.add(pipeline.announce(handle, siteId));
                last = siteId;
            }
        } while (batch.size() == BATCH);
        return announcements;
    }
}
