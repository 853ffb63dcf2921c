/** What is decided on the items of bulk submissions. */
package dev.voicgen.contracts.batch;
