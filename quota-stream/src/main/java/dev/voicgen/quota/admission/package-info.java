/**
 * The meaning of a site's log: a pure fold of commands into a ledger and outputs. Every fold of the same prefix of a log comes to
 * the same ledger and the same verdicts. So this package uses no clock, no randomness, no look-ups and no Kafka.
 */
package dev.voicgen.quota.admission;
