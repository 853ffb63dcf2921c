/** Where results leave the topologies: counters go from their topics into tables, unreadable records to dead letters. */
package dev.voicgen.quota.sink;
