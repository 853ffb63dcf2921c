/** The catalog in the database: the jobs that wait, the timeline of each job, and deletions. */
package dev.voicgen.worker.catalog;
