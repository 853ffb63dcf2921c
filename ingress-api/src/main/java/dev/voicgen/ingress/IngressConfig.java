package dev.voicgen.ingress;

import dev.voicgen.platform.config.DatabaseSettings;
import dev.voicgen.platform.config.HttpSettings;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.config.Settings;
import dev.voicgen.platform.http.TrustedProxies;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How an ingress is run.
 *
 * @param audioDirectory where the workers put finished audio
 * @param publicUrl where readers and clients reach this service: the start of every {@code audio_url}
 * @param dashboardUrl where session routes are forwarded to; empty: they are not served here
 * @param warmUp how long it may ask admission, before it listens, until the answers come quickly; zero: not at all
 * @param proxies through which clients may come
 */
public record IngressConfig(
        KafkaSettings kafka,
        DatabaseSettings database,
        HttpSettings http,
        Path audioDirectory,
        URI publicUrl,
        Optional<URI> dashboardUrl,
        Duration warmUp,
        TrustedProxies proxies) {

    private static final int DEFAULT_PORT = 8080;
    private static final Duration DEFAULT_WARM_UP = Duration.ofSeconds(6);

    /** @throws dev.voicgen.platform.config.InvalidSettings naming everything that is wrong */
    public static IngressConfig from(Map<String, String> environment) {
        return Settings.read(environment, IngressConfig::from);
    }

    /** Reads without checking: for a caller that asks which settings there are. */
    public static IngressConfig from(Settings settings) {
        return new IngressConfig(
                KafkaSettings.from(settings),
                DatabaseSettings.from(settings),
                HttpSettings.from(settings, "VOICGEN_API_PORT", DEFAULT_PORT),
                settings.path("VOICGEN_AUDIO_DIR", "audio"),
                settings.url("VOICGEN_PUBLIC_URL", "http://127.0.0.1:" + DEFAULT_PORT),
                settings.optionalUrl("VOICGEN_DASHBOARD_URL"),
                settings.duration("VOICGEN_API_WARM_UP", DEFAULT_WARM_UP),
                TrustedProxies.from(settings));
    }

    /** The same on a socket that listens already. */
    public IngressConfig on(ServerSocketChannel socket) {
        return new IngressConfig(
                kafka, database, http.on(socket), audioDirectory, publicUrl, dashboardUrl, warmUp, proxies);
    }
}
