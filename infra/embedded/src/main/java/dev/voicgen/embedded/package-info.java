/**
 * A real Kafka broker inside this JVM and a real PostgreSQL server beside it, both from Maven artifacts, for running
 * the platform on one machine and for its tests. Both listen on 127.0.0.1 only and ask nobody for a password.
 */
package dev.voicgen.embedded;
