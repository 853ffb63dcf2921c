package dev.voicgen.keyadmin.site;

import dev.voicgen.catalog.SiteSnapshots;
import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.RequestLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The statements on the tables {@code plan} and {@code plan_announcement}. */
@RegisterRowMapper(SiteSnapshots.PlanMapper.class)
@RegisterConstructorMapper(PlanTable.Progress.class)
public interface PlanTable {

    /**
     * How far a change of a plan has been announced to the plan's sites.
     *
     * @param round tells this change from other changes of the plan
     * @param lastSiteId sites up to this id have been announced
     */
    record Progress(long round, String plan, long lastSiteId) {}

    @SqlQuery("select * from plan order by position, name")
    List<Plan> list();

    /** Makes or replaces a plan. Answers how many rows have changed: 0 if the plan was like this already. */
    @SqlUpdate("""
            insert into plan (name, position, monthly_posts, rest_access, per_key, per_domain,
                              public_events, tracked_events, voices, monthly_events)
            values (:plan.name, (select coalesce(max(position), 0) + 1 from plan), :plan.monthlyPosts, :plan.restAccess,
                    :limits.perKey, :limits.perDomain, :limits.publicEvents, :limits.trackedEvents,
                    lower(:plan.voices), :plan.monthlyEvents)
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
    int put(@BindMethods("plan") Plan plan, @BindMethods("limits") RequestLimits limits);

    /**
     * Keeps the plan unchanged until the end of the transaction. A site that takes the plan needs this: without it, the
     * site's snapshot could have the plan as it was, and the announcement of the plan's change could miss the site.
     */
    @SqlQuery("select name from plan where name = :plan for share")
    String hold(String plan);

    /** Notes that the plan has changed and all its sites must be announced again. */
    @SqlUpdate("""
            insert into plan_announcement (plan) values (:plan)
            on conflict (plan) do update set round = default, last_site_id = 0, told = false, touched_at = now()""")
    void beginAnnouncement(String plan);

    /** The plans whose announcement has made no progress for {@code age}. */
    @SqlQuery("select plan from plan_announcement where touched_at <= now() - :age")
    List<String> unannounced(Duration age);

    /** The next of these plans with sites that are still to be announced. */
    @SqlQuery("""
            select round, plan, last_site_id from plan_announcement
            where plan = any(:plans) and not told order by plan limit 1""")
    Optional<Progress> nextAnnouncement(String[] plans);

    @SqlQuery("""
            select site_id from subscription where plan = :plan and site_id > :after
            order by site_id limit :limit""")
    List<Long> sites(String plan, long after, int limit);

    /** Moves on only from {@code at}: another instance may have moved on already, or the plan may have changed again. */
    @SqlUpdate("""
            update plan_announcement set last_site_id = :to, told = :isLast, touched_at = now()
            where round = :at.round and last_site_id = :at.lastSiteId""")
    void advanceAnnouncement(@BindMethods("at") Progress at, long to, boolean isLast);

    /** Those of these plans whose sites have all been announced. */
    @SqlQuery("select round, plan, last_site_id from plan_announcement where plan = any(:plans) and told")
    List<Progress> announced(String[] plans);

    @SqlUpdate("delete from plan_announcement where round = any(:rounds)")
    void endAnnouncements(Long[] rounds);
}
