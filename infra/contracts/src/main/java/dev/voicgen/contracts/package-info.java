/**
 * What the services say to each other: topics, commands, events and value types. No I/O, no threads, no service.
 */
package dev.voicgen.contracts;
