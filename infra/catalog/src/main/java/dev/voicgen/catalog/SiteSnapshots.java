package dev.voicgen.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.contracts.value.KeyHash;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Sites' rights as the tables have them. One statement reads a snapshot, so it is whole even while others write. The
 * statement speaks the JSON of the topics, so that names and forms are mapped in one place only. A site without a
 * subscription row has no rights and is not found.
 */
public final class SiteSnapshots {

    private static final String SNAPSHOT = """
            select json_build_object(
                'site_id', site.id,
                'version', site.version,
                'active', site.active,
                'plan', json_build_object(
                    'name', plan.name,
                    'monthly_posts', plan.monthly_posts,
                    'rest_access', plan.rest_access,
                    'limits', json_build_object(
                        'per_key', plan.per_key,
                        'per_domain', plan.per_domain,
                        'public_events', plan.public_events,
                        'tracked_events', plan.tracked_events),
                    'voices', plan.voices,
                    'monthly_events', plan.monthly_events),
                'subscription', json_build_object(
                    'status', subscription.status,
                    'trial_ends_at', subscription.trial_ends_at),
                'monthly_posts', subscription.monthly_posts,
                'default_voice_id', site.default_voice_id,
                'domains', array(
                    select domain from site_domain where site_id = site.id order by domain),
                'keys', array(
                    select json_build_object(
                        'key_id', id, 'hash', encode(hash, 'hex'), 'integration', integration)
                    from api_key where site_id = site.id and revoked_at is null order by id))
            from site
            join subscription on subscription.site_id = site.id
            join plan on plan.name = subscription.plan
            where site.id in (%s) order by site.id""";

    private SiteSnapshots() {}

    /** The site with this id. */
    public static Optional<SiteSnapshot> ofSite(Handle handle, long siteId) {
        return read(handle.createQuery(SNAPSHOT.formatted(":id")).bind("id", siteId));
    }

    /** The sites with these ids, in their order. */
    public static List<SiteSnapshot> ofSites(Handle handle, List<Long> siteIds) {
        return handle.createQuery(SNAPSHOT.formatted("select unnest(:ids)"))
                .bindArray("ids", Long.class, siteIds)
                .mapTo(String.class)
                .map(SiteSnapshots::parse)
                .list();
    }

    /** The site whose live key has this hash. */
    public static Optional<SiteSnapshot> ofKey(Handle handle, KeyHash hash) {
        String site = "select site_id from api_key where hash = :hash and revoked_at is null";
        return read(handle.createQuery(SNAPSHOT.formatted(site)).bind("hash", hash.toBytes()));
    }

    /** The site that registered {@code host}, or else the closest wildcard over it. */
    public static Optional<SiteSnapshot> ofDomain(Handle handle, Domain host) {
        String site = """
                select site_id from site_domain where domain = any(:names)
                order by array_position(:names, domain) limit 1""";
        List<String> names = host.coveredBy().map(Domain::value).toList();
        return read(handle.createQuery(SNAPSHOT.formatted(site)).bindArray("names", String.class, names));
    }

    private static Optional<SiteSnapshot> read(Query query) {
        return query.mapTo(String.class).findOne().map(SiteSnapshots::parse);
    }

    private static SiteSnapshot parse(String json) {
        try {
            return Json.mapper().readValue(json, SiteSnapshot.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a site's row does not make a snapshot", e);
        }
    }
}
