package dev.voicgen.keyadmin.site;

import dev.voicgen.platform.http.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Keys as they may be shown. */
@RegisterConstructorMapper(KeyRow.class)
public interface Keys {

    @SqlQuery("""
            select id, name, integration, start, created_at, last_used_at, revoked_at from api_key
            where site_id = :siteId and id < :page.before order by id desc limit :page.fetch""")
    List<KeyRow> list(long siteId, @BindMethods("page") Page page);

    /** The live ones, newest first. */
    @SqlQuery("""
            select id, name, integration, start, created_at, last_used_at, revoked_at from api_key
            where site_id = :siteId and revoked_at is null order by id desc""")
    List<KeyRow> live(long siteId);

    @SqlQuery("""
            select id, name, integration, start, created_at, last_used_at, revoked_at from api_key
            where site_id = :siteId and id = :keyId""")
    Optional<KeyRow> find(long siteId, long keyId);

    /** Uses may arrive late and twice: the latest holds. */
    @SqlBatch("update api_key set last_used_at = greatest(last_used_at, :at) where id = :keyId")
    void used(List<Long> keyId, List<Instant> at);
}
