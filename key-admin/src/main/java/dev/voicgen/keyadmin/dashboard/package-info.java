/** The pages: rendered here, working without scripts, smoother with htmx. */
package dev.voicgen.keyadmin.dashboard;
