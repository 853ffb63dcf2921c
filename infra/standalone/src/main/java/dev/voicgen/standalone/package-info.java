/** All services, a real Kafka broker and a real PostgreSQL in one process, for a machine that has none of them. */
package dev.voicgen.standalone;
