package dev.voicgen.standalone.bulk;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share one {@link BulkPlatform}. */
abstract class OnBulkPlatform {

    @TempDir
    static Path data;

    static BulkPlatform platform;

    @BeforeAll
    static void start() throws IOException {
        platform = BulkPlatform.start(data.resolve("data"));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }
}
