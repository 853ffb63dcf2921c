/**
 * Counts what readers do: by site, post, language and day, each event once. A counter is a function of the log of player
 * events, as a verdict is of the sites' log.
 */
package dev.voicgen.quota.analytics;
