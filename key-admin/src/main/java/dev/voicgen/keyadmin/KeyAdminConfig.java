package dev.voicgen.keyadmin;

import dev.voicgen.platform.config.DatabaseSettings;
import dev.voicgen.platform.config.HttpSettings;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.config.Secret;
import dev.voicgen.platform.config.Settings;
import dev.voicgen.platform.http.TrustedProxies;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;

/**
 * How key-admin is run.
 *
 * @param apiUrl where publishers reach the API, for the examples that the dashboard shows
 * @param publicUrl where browsers reach the dashboard; with https the session cookie is sent through https only
 * @param proxies through which clients may come, ingress-api among them
 * @param operatorEmail of the operator that is made where there is no user yet; empty: none is made
 */
public record KeyAdminConfig(
        HttpSettings http,
        KafkaSettings kafka,
        DatabaseSettings database,
        URI apiUrl,
        URI publicUrl,
        TrustedProxies proxies,
        String operatorEmail,
        Secret operatorPassword) {

    /** @throws dev.voicgen.platform.config.InvalidSettings naming every bad setting */
    public static KeyAdminConfig from(Map<String, String> environment) {
        return Settings.read(environment, KeyAdminConfig::from);
    }

    /** Reads without checking, for code that lists the settings. */
    public static KeyAdminConfig from(Settings settings) {
        return new KeyAdminConfig(
                HttpSettings.from(settings, "VOICGEN_DASHBOARD_PORT", 8081),
                KafkaSettings.from(settings),
                DatabaseSettings.from(settings),
                settings.url("VOICGEN_PUBLIC_URL", "http://127.0.0.1:8080"),
                settings.url("VOICGEN_DASHBOARD_PUBLIC_URL", "http://localhost:8081"),
                TrustedProxies.from(settings),
                settings.text("VOICGEN_OPERATOR_EMAIL", ""),
                settings.secret("VOICGEN_OPERATOR_PASSWORD", ""));
    }

    /** The same on a socket that listens already. */
    public KeyAdminConfig on(ServerSocketChannel socket) {
        return new KeyAdminConfig(
                http.on(socket), kafka, database, apiUrl, publicUrl, proxies, operatorEmail, operatorPassword);
    }

    boolean isHttps() {
        return "https".equals(publicUrl.getScheme());
    }
}
