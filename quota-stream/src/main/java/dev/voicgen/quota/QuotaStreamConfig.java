package dev.voicgen.quota;

import dev.voicgen.platform.config.DatabaseSettings;
import dev.voicgen.platform.config.HttpSettings;
import dev.voicgen.platform.config.InvalidSettings;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of a quota-stream instance.
 *
 * @param database for the tables of counters; decisions do not need it
 * @param http where health and metrics are answered
 * @param stateDir kept from run to run, so that a restart need not read its state from the broker again, and used by one
 *     instance alone; empty: a new one that is deleted at the end
 * @param threads that decide; each partition of the sites' log is one thread's
 * @param analyticsThreads that count player events
 */
public record QuotaStreamConfig(
        KafkaSettings kafka,
        DatabaseSettings database,
        HttpSettings http,
        Optional<Path> stateDir,
        int threads,
        int analyticsThreads) {

    private static final String NO_DIRECTORY = "";
    private static final int MAX_THREADS = 64;

    /** @throws InvalidSettings naming every bad setting */
    public static QuotaStreamConfig from(Map<String, String> environment) {
        return Settings.read(environment, QuotaStreamConfig::from);
    }

    /** One thread decides thousands of posts a second; more of them on few processors only wake each other. */
    private static int defaultThreads() {
        return Math.max(1, Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors() / 4));
    }

    /** Reads the settings of this service. */
    public static QuotaStreamConfig from(Settings settings) {
        return new QuotaStreamConfig(
                KafkaSettings.from(settings),
                DatabaseSettings.from(settings),
                HttpSettings.from(settings, "VOICGEN_HEALTH_PORT", 0),
                Optional.of(settings.path("VOICGEN_STATE_DIR", NO_DIRECTORY))
                        .filter(path -> !path.toString().isEmpty()),
                settings.number("VOICGEN_ADMISSION_THREADS", defaultThreads(), 1, MAX_THREADS),
                settings.number("VOICGEN_ANALYTICS_THREADS", 1, 1, MAX_THREADS));
    }
}
