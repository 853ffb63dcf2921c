/** What readers do with the audio, and what is counted of it. */
package dev.voicgen.contracts.player;
