/** The API for users with a session, and the reading of input, sessions and cookies that the pages share with it. */
package dev.voicgen.keyadmin.http;
