/** What the database knows of bulk submissions, and when one is completed. */
package dev.voicgen.worker.batch;
