package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.value.ApiKey;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The statements that change keys, in the transaction of one change. */
final class KeyWrites {

    private static final String COLUMNS = " id, name, integration, start, created_at, last_used_at, revoked_at ";

    private final Handle handle;

    KeyWrites(Handle handle) {
        this.handle = handle;
    }

    int live(long siteId) {
        return handle.createQuery("select count(*) from api_key where site_id = :site and revoked_at is null")
                .bind("site", siteId)
                .mapTo(int.class)
                .one();
    }

    KeyRow add(long siteId, ApiKey key, KeyDraft draft) {
        return handle.createQuery("insert into api_key (site_id, hash, start, name, integration) "
                        + "values (:site, :hash, :start, :name, :integration) returning" + COLUMNS)
                .bind("site", siteId)
                .bind("hash", key.hash().toBytes())
                .bind("start", key.start())
                .bindMethods(draft)
                .map(ConstructorMapper.of(KeyRow.class))
                .one();
    }

    /** Empty where the site has no such key. A revoked one stays as it is. */
    Optional<KeyRow> revoke(long siteId, long keyId) {
        return handle.createQuery("update api_key set revoked_at = coalesce(revoked_at, now()) "
                        + "where site_id = :site and id = :id returning" + COLUMNS)
                .bind("site", siteId)
                .bind("id", keyId)
                .map(ConstructorMapper.of(KeyRow.class))
                .findOne();
    }

    /** Answers the ids of those that lived. */
    List<Long> revokeAll(long siteId) {
        return handle.createQuery("update api_key set revoked_at = now() "
                        + "where site_id = :site and revoked_at is null returning id")
                .bind("site", siteId)
                .mapTo(long.class)
                .list();
    }

    /**
     * What a key that takes the place of all others is like: the live one that was used last. A key that the plan refuses
     * cannot be the one in use, whatever its last use says: uses reach the table some moments late, and plans change.
     */
    KeyDraft successor(long siteId) {
        return handle.createQuery("select coalesce(used.name, 'API key') as name, coalesce(used.integration, "
                        + "case when rest_access then 'rest' else 'plugin' end) as integration "
                        + "from subscription join plan on plan.name = subscription.plan left join lateral ("
                        + "select name, integration from api_key where site_id = :site and revoked_at is null "
                        + "order by (integration = 'plugin' or rest_access) desc, last_used_at desc nulls last, id desc "
                        + "limit 1) used on true where subscription.site_id = :site")
                .bind("site", siteId)
                .map(ConstructorMapper.of(KeyDraft.class))
                .one();
    }
}
