/**
 * Confirms that a right that was taken away is gone on every instance. {@link dev.voicgen.keyadmin.revocation.ControlLog} is
 * the component, the rule is in the records beside it, and RATIONALE.md says why the rule is safe.
 */
package dev.voicgen.keyadmin.revocation;
