/** The dashboard. The server renders its pages, which work without scripts; htmx makes them smoother. */
package dev.voicgen.keyadmin.dashboard;
