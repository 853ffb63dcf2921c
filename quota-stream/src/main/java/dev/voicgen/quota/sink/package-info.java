/** Carries counters from their topics into tables, for whoever asks with SQL. */
package dev.voicgen.quota.sink;
