/** Reads what is counted of a site's readers: the same numbers for a key and for a session. */
package dev.voicgen.platform.analytics;
