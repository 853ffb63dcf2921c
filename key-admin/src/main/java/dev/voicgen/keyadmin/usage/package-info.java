/** When keys were last used. */
package dev.voicgen.keyadmin.usage;
