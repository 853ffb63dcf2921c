/** What the commands show while they work. */
package dev.voicgen.standalone.terminal;
