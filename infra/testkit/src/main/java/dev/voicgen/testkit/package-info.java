/** A real Kafka and a real PostgreSQL for integration tests, and ways to take them away while a test runs. */
package dev.voicgen.testkit;
