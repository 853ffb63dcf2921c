/** What the database knows of jobs beyond the work on them: who waits, what happened when, what was deleted. */
package dev.voicgen.worker.catalog;
