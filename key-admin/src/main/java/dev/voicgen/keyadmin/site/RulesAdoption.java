package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.outbox.Outbox;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes every site adopt the newest version of admission's rules, from a certain record of its log on. Admission must know
 * this version already, which is why key-admin is upgraded last. Thread-safe.
 */
public final class RulesAdoption {

    private static final Logger log = LoggerFactory.getLogger(RulesAdoption.class);
    private static final int AT_ONCE = 200;

    private RulesAdoption() {}

    /** For sites of earlier releases. Runs in transactions of some sites each; the outbox relay publishes in the background. */
    public static void adoptEverywhere(Jdbi jdbi, Outbox outbox) {
        int adopted = 0;
        int more;
        do {
            more = jdbi.inTransaction(handle -> adoptSome(handle, outbox));
            adopted += more;
        } while (more == AT_ONCE);
        if (adopted > 0) {
            log.info("sites={} adopt version {} of admission's rules", adopted, SiteCommand.RulesAdopted.NEWEST);
        }
    }

    /** Answers the outbox row, which has to follow the site's first snapshot. */
    static Outbox.Row adopt(Handle handle, Outbox outbox, long siteId) {
        handle.attach(SiteTable.class).setRules(siteId, SiteCommand.RulesAdopted.NEWEST);
        return outbox.add(
                handle,
                Topics.SITE_COMMANDS,
                String.valueOf(siteId),
                new SiteCommand.RulesAdopted(siteId, SiteCommand.RulesAdopted.NEWEST));
    }

    /** Other instances may do the same now. The one that has locked a site's row writes the site's record. */
    private static int adoptSome(Handle handle, Outbox outbox) {
        List<Long> sites = handle.attach(SiteTable.class).lockThoseBelow(SiteCommand.RulesAdopted.NEWEST, AT_ONCE);
        sites.forEach(siteId -> adopt(handle, outbox, siteId));
        return sites.size();
    }
}
