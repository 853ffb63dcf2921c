/** How jobs end, and whom their publishers want to be told. */
package dev.voicgen.worker.outcome;
