/** What the database knows of jobs that no worker has taken up yet. */
package dev.voicgen.worker.catalog;
