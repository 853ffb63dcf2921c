/**
 * One job from the log to its end: taken as a record of the share group, claimed by one attempt in the database, narrated,
 * and ended in one transaction.
 */
package dev.voicgen.worker.job;
