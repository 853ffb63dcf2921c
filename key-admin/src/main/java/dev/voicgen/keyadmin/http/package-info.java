/** The API for programs and people with a session, and what it has in common with the pages. */
package dev.voicgen.keyadmin.http;
