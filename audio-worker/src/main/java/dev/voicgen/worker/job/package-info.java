/**
 * One job from its topic to its end: taken as a record of a share group, claimed by an attempt in the database, narrated, and
 * ended in one transaction.
 */
package dev.voicgen.worker.job;
