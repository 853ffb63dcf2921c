package dev.voicgen.contracts.site;

import java.time.Instant;

/**
 * A site's quota as it stood at one place on its log.
 *
 * @param limit new English posts this month; null: no cap
 * @param used posts of this month that ended with audio
 * @param reserved posts of this month whose jobs have not ended
 * @param resetsAt the first instant of the next calendar month, UTC
 */
public record QuotaUsage(Integer limit, int used, int reserved, Instant resetsAt) {}
