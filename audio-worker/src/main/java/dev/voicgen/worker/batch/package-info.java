/** Bulk submissions in the database: batches, their items, and the completion of a batch. */
package dev.voicgen.worker.batch;
