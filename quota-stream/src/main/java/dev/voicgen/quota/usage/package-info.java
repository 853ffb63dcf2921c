/** The months of sites as whoever asks the database finds them. */
package dev.voicgen.quota.usage;
