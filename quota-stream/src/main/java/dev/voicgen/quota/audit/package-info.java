/** Folds the sites' log again and holds what was told against it. Reads only. */
package dev.voicgen.quota.audit;
