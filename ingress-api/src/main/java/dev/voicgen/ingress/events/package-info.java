/** Takes what readers do from players and from publishers' servers, and puts it on the log of player events. */
package dev.voicgen.ingress.events;
