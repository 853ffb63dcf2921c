package dev.voicgen.keyadmin.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.voicgen.contracts.json.Json;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Who changed what, written in the transaction of the change. Never holds a key, a secret or a password. */
public final class AuditLog {

    private AuditLog() {}

    /** @param siteId null where no site is concerned */
    public static void add(Handle handle, Actor actor, Long siteId, String action, Map<String, ?> detail) {
        handle.createUpdate("insert into audit_log (user_id, site_id, action, detail) "
                        + "values (:user, :site, :action, cast(:detail as jsonb))")
                .bind("user", actor.userId())
                .bind("site", siteId)
                .bind("action", action)
                .bind("detail", json(detail))
                .execute();
    }

    private static String json(Map<String, ?> detail) {
        try {
            return Json.mapper().writeValueAsString(detail);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an audit entry must be writable as JSON", e);
        }
    }
}
