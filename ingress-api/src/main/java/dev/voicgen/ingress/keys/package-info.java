/**
 * Which keys are accepted and which site a domain belongs to, known at the edge. {@link dev.voicgen.ingress.keys.KeyView} is the
 * component; RATIONALE.md says why what it answers may be trusted.
 */
package dev.voicgen.ingress.keys;
