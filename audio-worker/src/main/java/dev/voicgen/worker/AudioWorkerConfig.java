package dev.voicgen.worker;

import dev.voicgen.platform.config.DatabaseSettings;
import dev.voicgen.platform.config.HttpSettings;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.config.Settings;
import dev.voicgen.worker.job.JobSettings;
import dev.voicgen.worker.webhook.WebhookSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The configuration of an audio worker.
 *
 * @param http the address of {@code /healthz} and {@code /metrics}
 * @param audioDir the folder of the audio store, shared with the ingress that serves the files
 * @param publicUrl where clients reach the audio files: the start of the {@code audio_url} in deliveries
 */
public record AudioWorkerConfig(
        KafkaSettings kafka,
        DatabaseSettings database,
        HttpSettings http,
        Path audioDir,
        URI publicUrl,
        JobSettings jobs,
        WebhookSettings webhooks) {

    private static final int MOST_SLOTS = 256;

    /** @throws dev.voicgen.platform.config.InvalidSettings naming every bad setting */
    public static AudioWorkerConfig from(Map<String, String> environment) {
        return Settings.read(environment, AudioWorkerConfig::from);
    }

    /** Reads without checking, for a list of all settings. */
    public static AudioWorkerConfig from(Settings settings) {
        return new AudioWorkerConfig(
                KafkaSettings.from(settings),
                DatabaseSettings.from(settings),
                HttpSettings.from(settings, "VOICGEN_HEALTH_PORT", 0),
                settings.path("VOICGEN_AUDIO_DIR", "audio"),
                settings.url("VOICGEN_PUBLIC_URL", "http://127.0.0.1:8080"),
                new JobSettings(
                        settings.number("VOICGEN_WORKER_SLOTS", processors(), 1, MOST_SLOTS),
                        settings.duration("VOICGEN_WORKER_LOCK", Duration.ofSeconds(30)),
                        settings.duration("VOICGEN_WORKER_STOP_WAIT", Duration.ofSeconds(5))),
                WebhookSettings.from(settings));
    }

    private static int processors() {
        return Math.min(MOST_SLOTS, Runtime.getRuntime().availableProcessors());
    }
}
