/** What instances of ingress-api tell each other, so that a limit holds for all of them together. */
package dev.voicgen.contracts.limit;
