package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.site.SiteCommand.RulesAdopted;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.outbox.Outbox;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has every site decided by the newest rules, from a place of its log on. Admission must know them before: key-admin is
 * upgraded last. Thread-safe.
 */
public final class RulesAdoption {

    private static final Logger log = LoggerFactory.getLogger(RulesAdoption.class);
    private static final int AT_ONCE = 200;

    private RulesAdoption() {}

    /** Sites that earlier releases made, in transactions of some. The outbox is carried in the background. */
    public static void adoptEverywhere(Jdbi jdbi, Outbox outbox) {
        int adopted = 0;
        int more;
        do {
            more = jdbi.inTransaction(handle -> adoptSome(handle, outbox));
            adopted += more;
        } while (more == AT_ONCE);
        if (adopted > 0) {
            log.info("sites={} adopt version {} of admission's rules", adopted, RulesAdopted.NEWEST);
        }
    }

    /** Answers the outbox row, which has to follow the site's first snapshot. */
    static Outbox.Row adopt(Handle handle, Outbox outbox, long siteId) {
        handle.createUpdate("update site set rules = :rules where id = :id")
                .bind("rules", RulesAdopted.NEWEST)
                .bind("id", siteId)
                .execute();
        return outbox.add(
                handle, Topics.SITE_COMMANDS, String.valueOf(siteId), new RulesAdopted(siteId, RulesAdopted.NEWEST));
    }

    /** Another instance may be about it too: whoever has locked a site's row writes its record. */
    private static int adoptSome(Handle handle, Outbox outbox) {
        List<Long> sites = handle.createQuery(
                        "select id from site where rules < :rules order by id limit :most for update skip locked")
                .bind("rules", RulesAdopted.NEWEST)
                .bind("most", AT_ONCE)
                .mapTo(Long.class)
                .list();
        sites.forEach(siteId -> adopt(handle, outbox, siteId));
        return sites.size();
    }
}
