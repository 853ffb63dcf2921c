package dev.voicgen.catalog;

import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.RequestLimits;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.contracts.value.KeyHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Reads the rights of sites from the tables. One statement reads a snapshot, so it is consistent while others write. A site
 * without a subscription row has no rights and is not found.
 */
public final class SiteSnapshots {

    private static final String SNAPSHOT = """
            select site.id, site.version, site.active, site.default_voice_id, subscription.status,
                   subscription.trial_ends_at, subscription.monthly_posts as own_monthly_posts, plan.*,
                   array(select domain from site_domain where site_id = site.id order by domain) as domains,
                   key_ids, key_hashes, key_integrations
            from site
            join subscription on subscription.site_id = site.id
            join plan on plan.name = subscription.plan
            cross join lateral (
                select coalesce(array_agg(id order by id), '{}') as key_ids,
                       coalesce(array_agg(hash order by id), '{}') as key_hashes,
                       coalesce(array_agg(integration order by id), '{}') as key_integrations
                from api_key where site_id = site.id and revoked_at is null) as live_keys
            where site.id in (%s) order by site.id""";

    private SiteSnapshots() {}

    /** The site with this id. */
    public static Optional<SiteSnapshot> ofSite(Handle handle, long siteId) {
        return handle.createQuery(SNAPSHOT.formatted(":id"))
                .bind("id", siteId)
                .map(SiteSnapshots::snapshot)
                .findOne();
    }

    /** The sites with these ids, in the order of their ids. */
    public static List<SiteSnapshot> ofSites(Handle handle, List<Long> siteIds) {
        return handle.createQuery(SNAPSHOT.formatted("select unnest(:ids)"))
                .bindArray("ids", Long.class, siteIds)
                .map(SiteSnapshots::snapshot)
                .list();
    }

    /** The site whose live key has this hash. */
    public static Optional<SiteSnapshot> ofKey(Handle handle, KeyHash hash) {
        String site = "select site_id from api_key where hash = :hash and revoked_at is null";
        return handle.createQuery(SNAPSHOT.formatted(site))
                .bind("hash", hash.toBytes())
                .map(SiteSnapshots::snapshot)
                .findOne();
    }

    /** The site that registered {@code host}, or else the closest wildcard over it. */
    public static Optional<SiteSnapshot> ofDomain(Handle handle, Domain host) {
        String site = """
                select site_id from site_domain where domain = any(:names)
                order by array_position(:names, domain) limit 1""";
        List<String> names = host.coveredBy().map(Domain::value).toList();
        return handle.createQuery(SNAPSHOT.formatted(site))
                .bindArray("names", String.class, names)
                .map(SiteSnapshots::snapshot)
                .findOne();
    }

    /** Reads a row of the table {@code plan}. */
    public static final class PlanMapper implements RowMapper<Plan> {

        @Override
        public Plan map(ResultSet row, StatementContext ctx) throws SQLException {
            return new Plan(
                    row.getString("name"),
                    row.getObject("monthly_posts", Integer.class),
                    row.getBoolean("rest_access"),
                    new RequestLimits(
                            row.getInt("per_key"),
                            row.getInt("per_domain"),
                            row.getInt("public_events"),
                            row.getInt("tracked_events")),
                    VoiceTier.valueOf(upperCase(row.getString("voices"))),
                    row.getObject("monthly_events", Long.class));
        }
    }

    private static SiteSnapshot snapshot(ResultSet row, StatementContext ctx) throws SQLException {
        return new SiteSnapshot(
                row.getLong("id"),
                row.getLong("version"),
                row.getBoolean("active"),
                new PlanMapper().map(row, ctx),
                new Subscription(
                        Subscription.Status.valueOf(upperCase(row.getString("status"))), instant(row, "trial_ends_at")),
                row.getObject("own_monthly_posts", Integer.class),
                row.getObject("default_voice_id", Long.class),
                Stream.of((String[]) row.getArray("domains").getArray())
                        .map(Domain::new)
                        .toList(),
                liveKeys(row));
    }

    private static List<SiteSnapshot.LiveKey> liveKeys(ResultSet row) throws SQLException {
        Long[] ids = (Long[]) row.getArray("key_ids").getArray();
        byte[][] hashes = (byte[][]) row.getArray("key_hashes").getArray();
        String[] integrations = (String[]) row.getArray("key_integrations").getArray();
        return IntStream.range(0, ids.length)
                .mapToObj(i -> new SiteSnapshot.LiveKey(
                        ids[i], KeyHash.of(hashes[i]), Integration.valueOf(upperCase(integrations[i]))))
                .toList();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static String upperCase(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
