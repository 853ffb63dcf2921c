/**
 * Tells the receivers that clients name when their audio is ready or has failed: signed, again and again until they
 * have it, and never where they should not reach.
 */
package dev.voicgen.worker.webhook;
