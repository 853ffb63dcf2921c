package dev.voicgen.quota;

import dev.voicgen.platform.config.DatabaseSettings;
import dev.voicgen.platform.config.HttpSettings;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.config.Secret;
import dev.voicgen.testkit.TestDatabase;
import java.util.Optional;

/** Configurations of instances under test. */
final class TestConfigs {

    private static final DatabaseSettings NOWHERE =
            new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/none", "nobody", new Secret(""), 2);

    private TestConfigs() {}

    /** For tests of what is decided, which the database has no part in. */
    static QuotaStreamConfig withoutDatabase(KafkaSettings kafka, int threads) {
        return new QuotaStreamConfig(kafka, NOWHERE, new HttpSettings("127.0.0.1", 0), Optional.empty(), threads, 1);
    }

    static DatabaseSettings database(TestDatabase database) {
        return new DatabaseSettings(database.jdbcUrl(), database.user(), new Secret(database.password()), 2);
    }
}
