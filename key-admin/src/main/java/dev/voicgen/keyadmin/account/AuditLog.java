package dev.voicgen.keyadmin.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.voicgen.contracts.json.Json;
import java.util.Map;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * The statements on the table {@code audit_log}: who changed what, written in the transaction of the change. It never holds a
 * key, a secret or a password.
 */
public interface AuditLog {

    /**
     * The author of a change.
     *
     * @param userId null: the platform itself, at its first start
     */
    record Actor(Long userId) {

        public static final Actor PLATFORM = new Actor(null);

        public static Actor of(User user) {
            return new Actor(user.id());
        }
    }

    @SqlUpdate("""
            insert into audit_log (user_id, site_id, action, detail)
            values (:userId, :siteId, :action, cast(:detail as jsonb))""")
    void insert(Long userId, Long siteId, String action, String detail);

    /** @param siteId null where the change concerns no site */
    default void add(Actor actor, Long siteId, String action, Map<String, ?> detail) {
        insert(actor.userId(), siteId, action, json(detail));
    }

    private static String json(Map<String, ?> detail) {
        try {
            return Json.mapper().writeValueAsString(detail);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an audit entry must be writable as JSON", e);
        }
    }
}
