/** Replays the sites' log and compares the result with every published verdict and monthly count. Reads only. */
package dev.voicgen.quota.audit;
