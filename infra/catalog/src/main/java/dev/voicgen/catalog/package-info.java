/** The platform's one database: connections, migrations, and the rows and queries that several services share. */
package dev.voicgen.catalog;
