package dev.voicgen.testkit;

import java.util.HashMap;
import java.util.Map;

/** What a service needs to know of a test's servers. */
public final class TestSettings {

    private TestSettings() {}

    /** The environment of any service, on free ports and without a warm-up; for the caller to add to. */
    public static Map<String, String> of(String kafkaBootstrap, TestDatabase database) {
        Map<String, String> settings = new HashMap<>();
        settings.put("VOICGEN_KAFKA_BOOTSTRAP", kafkaBootstrap);
        settings.put("VOICGEN_KAFKA_PARTITIONS", "2");
        settings.put("VOICGEN_DATABASE_URL", database.jdbcUrl());
        settings.put("VOICGEN_DATABASE_USER", database.user());
        settings.put("VOICGEN_DATABASE_PASSWORD", database.password());
        settings.put("VOICGEN_API_PORT", "0");
        settings.put("VOICGEN_DASHBOARD_PORT", "0");
        settings.put("VOICGEN_API_WARM_UP", "PT0S");
        return settings;
    }
}
