/** Many articles in one request: taken in as a stream, put on the site's log one by one, asked for as a whole. */
package dev.voicgen.ingress.bulk;
