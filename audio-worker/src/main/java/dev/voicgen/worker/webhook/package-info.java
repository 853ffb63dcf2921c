/**
 * Webhooks: deliveries tell the receivers that clients name when audio is ready or has failed. Deliveries are signed,
 * repeated until the receiver accepts them, and never sent to an address of an internal network.
 */
package dev.voicgen.worker.webhook;
