/**
 * Which keys are let in and which site a domain is of, known at the edge. {@link dev.voicgen.ingress.keys.KeyView} is the
 * component; RATIONALE.md says why what it answers may be trusted.
 */
package dev.voicgen.ingress.keys;
