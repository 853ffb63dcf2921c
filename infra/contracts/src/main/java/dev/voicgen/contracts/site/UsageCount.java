package dev.voicgen.contracts.site;

import java.time.YearMonth;

/**
 * A site's ledger of one month as it stood at one place on its log.
 *
 * @param month in UTC
 * @param limit null: no cap
 * @param settled posts that ended with audio
 * @param reserved posts whose jobs have not ended
 * @param offset of the command on the site's log that led to this; a higher one is newer
 */
public record UsageCount(long siteId, YearMonth month, Integer limit, int settled, int reserved, long offset) {

    /** The key on the topic: {@code site/yyyy-mm}. */
    public String key() {
        return siteId + "/" + month;
    }
}
