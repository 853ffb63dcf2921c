package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.site.Plan;
import dev.voicgen.keyadmin.revocation.Confirmation;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Changes of plans, each of which is a change of all sites that have the plan. A plan is changed in a short transaction of
 * its own; its sites are told afterwards, so that no change of theirs has to wait.
 */
final class PlanChanges {

    /** With the time for the confirmation behind it this is less than any caller waits. */
    private static final Duration TELL_WITHIN = Duration.ofSeconds(8);

    private final Jdbi jdbi;
    private final PlanAnnouncements announcements;

    PlanChanges(Jdbi jdbi, PlanAnnouncements announcements) {
        this.jdbi = jdbi;
        this.announcements = announcements;
    }

    /** Plans that are as they should be are left alone, but a change of them that is still under way is seen through. */
    Changed<List<Plan>> put(Actor actor, List<Plan> plans) {
        jdbi.useTransaction(handle -> plans.stream()
                // In one order, so that two changes of the same plans do not wait for each other in a circle.
                .sorted(Comparator.comparing(Plan::name))
                .filter(plan -> write(handle, plan))
                .forEach(plan -> {
                    announcements.begin(handle, plan.name());
                    AuditLog.add(handle, actor, null, "plan_set", Map.of("plan", plan));
                }));
        List<String> names = plans.stream().map(Plan::name).toList();
        Confirmation confirmation = announcements.carry(names, TELL_WITHIN);
        return new Changed<>(plans, confirmation);
    }

    /**
     * Keeps the plan as it is to the end of the transaction. A site that takes a plan needs this: the snapshot that it gets
     * here, or the announcement of the plan's next change, has the plan as it is then.
     */
    static void hold(Handle handle, String plan) {
        handle.createQuery("select name from plan where name = :plan for share")
                .bind("plan", plan)
                .mapTo(String.class)
                .one();
    }

    /** Whether the plan is new or another than before. */
    private static boolean write(Handle handle, Plan plan) {
        return handle.createUpdate("""
                        insert into plan (name, position, monthly_posts, rest_access, per_key, per_domain,
                                          public_events, tracked_events, voices, monthly_events)
                        values (:name, (select coalesce(max(position), 0) + 1 from plan), :monthlyPosts, :restAccess,
                                :perKey, :perDomain, :publicEvents, :trackedEvents, :tier, :monthlyEvents)
                        on conflict (name) do update set
                            monthly_posts = excluded.monthly_posts, rest_access = excluded.rest_access,
                            per_key = excluded.per_key, per_domain = excluded.per_domain,
                            public_events = excluded.public_events, tracked_events = excluded.tracked_events,
                            voices = excluded.voices, monthly_events = excluded.monthly_events
                        where (plan.monthly_posts, plan.rest_access, plan.per_key, plan.per_domain, plan.public_events,
                               plan.tracked_events, plan.voices, plan.monthly_events)
                            is distinct from
                              (excluded.monthly_posts, excluded.rest_access, excluded.per_key, excluded.per_domain,
                               excluded.public_events, excluded.tracked_events, excluded.voices, excluded.monthly_events)""")
                        .bindMethods(plan)
                        .bindMethods(plan.limits())
                        .bind("tier", plan.voices().name().toLowerCase(Locale.ROOT))
                        .execute()
                > 0;
    }
}
