package dev.voicgen.standalone;

import dev.voicgen.embedded.EmbeddedDatabase;
import java.util.HashMap;
import java.util.Map;

/** The environment that the services of a standalone platform run in. */
final class ServiceSettings {

    private ServiceSettings() {}

    static Map<String, String> of(
            PlatformOptions options, PublicSockets sockets, String kafka, EmbeddedDatabase database) {
        DataDirectory data = options.data();
        String api = "http://127.0.0.1:" + sockets.apiPort();
        String dashboard = "http://127.0.0.1:" + sockets.dashboardPort();
        Map<String, String> settings = new HashMap<>();
        settings.put("VOICGEN_PUBLIC_URL", api);
        // Receivers under development live on this machine; so does everybody who can submit here.
        settings.put("VOICGEN_WEBHOOK_ALLOW_PRIVATE", "true");
        // One node, and one task each for the two cores of a small machine.
        settings.put("VOICGEN_KAFKA_PARTITIONS", "4");
        settings.putAll(options.settings());
        // Logins come through ingress-api as well; nobody else reaches these ports but from this machine.
        settings.merge("VOICGEN_TRUSTED_PROXIES", "127.0.0.1", (given, own) -> given + "," + own);
        settings.put("VOICGEN_KAFKA_BOOTSTRAP", kafka);
        settings.put("VOICGEN_DATABASE_URL", database.jdbcUrl());
        settings.put("VOICGEN_DATABASE_USER", database.user());
        settings.put("VOICGEN_DATABASE_PASSWORD", database.password());
        settings.put("VOICGEN_BIND", "127.0.0.1");
        settings.put("VOICGEN_API_PORT", String.valueOf(sockets.apiPort()));
        settings.put("VOICGEN_DASHBOARD_PORT", String.valueOf(sockets.dashboardPort()));
        settings.put("VOICGEN_DASHBOARD_PUBLIC_URL", dashboard);
        settings.put("VOICGEN_DASHBOARD_URL", dashboard);
        settings.put("VOICGEN_HEALTH_PORT", "0");
        settings.put("VOICGEN_AUDIO_DIR", data.audio().toString());
        settings.put("VOICGEN_STATE_DIR", data.streams().toString());
        return Map.copyOf(settings);
    }
}
