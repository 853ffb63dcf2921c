package dev.voicgen.standalone;

import dev.voicgen.embedded.EmbeddedDatabase;
import java.util.HashMap;
import java.util.Map;

/**
 * How one platform is to run.
 *
 * @param apiPort 0 takes any free one
 * @param dashboardPort 0 takes any free one
 * @param settings of the services, beyond what the platform knows itself
 */
public record PlatformOptions(DataDirectory data, int apiPort, int dashboardPort, Map<String, String> settings) {

    public PlatformOptions {
        settings = Map.copyOf(settings);
    }

    /** With the settings that this process was given in its environment. */
    public static PlatformOptions fromEnvironment(DataDirectory data, int apiPort, int dashboardPort) {
        Map<String, String> settings = new HashMap<>(System.getenv());
        settings.keySet().removeIf(name -> !name.startsWith("VOICGEN_"));
        return new PlatformOptions(data, apiPort, dashboardPort, settings);
    }

    /** The environment that the services run in: these options, and what the platform itself knows. */
    Map<String, String> ofServices(PublicSockets sockets, String kafka, EmbeddedDatabase database) {
        String api = "http://127.0.0.1:" + sockets.apiPort();
        String dashboard = "http://127.0.0.1:" + sockets.dashboardPort();
        Map<String, String> all = new HashMap<>();
        all.put("VOICGEN_PUBLIC_URL", api);
        // Receivers under development live on this machine; so does everybody who can submit here.
        all.put("VOICGEN_WEBHOOK_ALLOW_PRIVATE", "true");
        // One node, and one task each for the two cores of a small machine.
        all.put("VOICGEN_KAFKA_PARTITIONS", "4");
        all.putAll(settings);
        // Logins come through ingress-api as well; nobody else reaches these ports but from this machine.
        all.merge("VOICGEN_TRUSTED_PROXIES", "127.0.0.1", (given, own) -> given + "," + own);
        all.put("VOICGEN_KAFKA_BOOTSTRAP", kafka);
        all.put("VOICGEN_DATABASE_URL", database.jdbcUrl());
        all.put("VOICGEN_DATABASE_USER", database.user());
        all.put("VOICGEN_DATABASE_PASSWORD", database.password());
        all.put("VOICGEN_BIND", "127.0.0.1");
        all.put("VOICGEN_API_PORT", String.valueOf(sockets.apiPort()));
        all.put("VOICGEN_DASHBOARD_PORT", String.valueOf(sockets.dashboardPort()));
        all.put("VOICGEN_DASHBOARD_PUBLIC_URL", dashboard);
        all.put("VOICGEN_DASHBOARD_URL", dashboard);
        all.put("VOICGEN_HEALTH_PORT", "0");
        all.put("VOICGEN_AUDIO_DIR", data.audio().toString());
        all.put("VOICGEN_STATE_DIR", data.streams().toString());
        return Map.copyOf(all);
    }
}
