package dev.voicgen.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Has the server's programs unpacked beside the data they serve. The library's default lies in the machine's temporary
 * directory, which may be swept under a running server, and which every user of the machine may write to.
 *
 * <p>The library remembers by resolver where it has unpacked; being equal by folder keeps other servers of the JVM off
 * this one.
 */
record KeptBinaries(Path folder) implements PgBinaryResolver {
    void applyTo(EmbeddedPostgres.Builder builder) {
        builder.setOverrideWorkingDirectory(folder.toFile()).setPgBinaryResolver(this);
    }

    @Override
    public InputStream getPgBinary(String system, String architecture) throws IOException {
        return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture);
    }
}
