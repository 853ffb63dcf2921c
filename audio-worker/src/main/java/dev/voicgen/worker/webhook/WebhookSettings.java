package dev.voicgen.worker.webhook;

import dev.voicgen.platform.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * Settings of webhook deliveries.
 *
 * @param schedule the wait before each attempt, from the one before; as many attempts as entries
 * @param allowPrivate whether receivers in private networks and on this machine may be called
 */
public record WebhookSettings(List<Duration> schedule, boolean allowPrivate) {

    private static final List<Duration> SCHEDULE = List.of(
            Duration.ZERO,
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    public WebhookSettings {
        schedule = List.copyOf(schedule);
    }

    public static WebhookSettings from(Settings settings) {
        return new WebhookSettings(
                settings.durations("VOICGEN_WEBHOOK_SCHEDULE", SCHEDULE),
                settings.flag("VOICGEN_WEBHOOK_ALLOW_PRIVATE", false));
    }

    /** The wait before the first attempt. */
    public Duration firstWait() {
        return schedule.get(0);
    }
}
