/** Real HTTP counterparts for tests. */
package dev.voicgen.testkit.http;
