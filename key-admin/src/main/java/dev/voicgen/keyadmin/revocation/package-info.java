/**
 * When a right that was taken away is gone everywhere. {@link dev.voicgen.keyadmin.revocation.ControlLog} is the component;
 * the rule is in the records beside it and RATIONALE.md says why it is safe.
 */
package dev.voicgen.keyadmin.revocation;
