package dev.voicgen.contracts.player;

import java.time.YearMonth;

/**
 * How many player events of a site were counted in a month.
 *
 * @param month of the broker's append time, in UTC
 */
public record EventUsage(long siteId, YearMonth month, long events) {}
