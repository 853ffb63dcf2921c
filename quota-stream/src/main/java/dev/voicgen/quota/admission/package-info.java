/**
 * What a site's log means: a pure fold of commands into a ledger and the answers that follow. Whoever folds the same
 * prefix of a log comes to the same ledger and the same answers, so nothing here may read a clock, roll dice, look
 * anything up or know Kafka.
 */
package dev.voicgen.quota.admission;
