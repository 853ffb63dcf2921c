package dev.voicgen.keyadmin.site;

import dev.voicgen.platform.http.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The statements on the table {@code api_key}. No key is ever read from it: it holds their hashes. */
@RegisterConstructorMapper(KeyRow.class)
@RegisterConstructorMapper(SiteChanges.KeyDraft.class)
public interface KeyTable {

    String COLUMNS = " id, name, integration, start, created_at, last_used_at, revoked_at ";

    @SqlQuery("select" + COLUMNS + """
            from api_key where site_id = :siteId and id < :page.before order by id desc limit :page.fetch""")
    List<KeyRow> list(long siteId, @BindMethods("page") Page page);

    /** The live keys, newest first. */
    @SqlQuery("select" + COLUMNS + "from api_key where site_id = :siteId and revoked_at is null order by id desc")
    List<KeyRow> live(long siteId);

    @SqlQuery("select" + COLUMNS + "from api_key where site_id = :siteId and id = :keyId")
    Optional<KeyRow> find(long siteId, long keyId);

    @SqlQuery("select count(*) from api_key where site_id = :siteId and revoked_at is null")
    int countLive(long siteId);

    @SqlQuery("""
            insert into api_key (site_id, hash, start, name, integration)
            values (:siteId, :hash, :start, :draft.name, :draft.integration) returning""" + COLUMNS)
    KeyRow add(long siteId, byte[] hash, String start, @BindMethods("draft") SiteChanges.KeyDraft draft);

    /** Empty if the site has no such key. A key that is revoked already keeps its time of revocation. */
    @SqlQuery("""
            update api_key set revoked_at = coalesce(revoked_at, now())
            where site_id = :siteId and id = :keyId returning""" + COLUMNS)
    Optional<KeyRow> revoke(long siteId, long keyId);

    /** Answers the ids of the keys that were live. */
    @SqlQuery("update api_key set revoked_at = now() where site_id = :siteId and revoked_at is null returning id")
    List<Long> revokeAll(long siteId);

    /**
     * Name and integration of the key that a rotation makes: those of the live key that was used last. Keys that the plan
     * refuses come last in this order. Such a key cannot be in use now, but its last use may still be the latest one in the
     * table: uses are written with some delay, and the plan may have changed since.
     */
    @SqlQuery("""
            select coalesce(used.name, 'API key') as name,
                   coalesce(used.integration, case when rest_access then 'rest' else 'plugin' end) as integration
            from subscription join plan on plan.name = subscription.plan
            left join lateral (
                select name, integration from api_key where site_id = :siteId and revoked_at is null
                order by (integration = 'plugin' or rest_access) desc, last_used_at desc nulls last, id desc
                limit 1) used on true
            where subscription.site_id = :siteId""")
    SiteChanges.KeyDraft successor(long siteId);

    /** Notes uses of keys. Uses may arrive late and twice: the latest one counts. */
    @SqlBatch("update api_key set last_used_at = greatest(last_used_at, :at) where id = :keyId")
    void used(List<Long> keyId, List<Instant> at);
}
