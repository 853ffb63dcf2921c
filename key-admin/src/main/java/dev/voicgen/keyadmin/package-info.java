/** Accounts, sites and keys: who may do what, and the pages on which they say so. */
package dev.voicgen.keyadmin;
