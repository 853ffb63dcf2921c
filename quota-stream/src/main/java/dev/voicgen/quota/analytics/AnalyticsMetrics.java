package dev.voicgen.quota.analytics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/** What operators watch: what became of the events, and how far counting is behind their log. Thread-safe. */
public final class AnalyticsMetrics {

    private final Counter counted;
    private final Counter repeated;
    private final Counter late;
    private final Counter unreadable;
    private final Timer lag;

    public AnalyticsMetrics(MeterRegistry registry) {
        counted = outcome(registry, "counted");
        repeated = outcome(registry, "repeated");
        late = outcome(registry, "late");
        unreadable = outcome(registry, "unreadable");
        lag = Timer.builder("analytics.lag")
                .description("From the append to the count; on two machines their clocks' difference too")
                .register(registry);
    }

    void counted(Instant appended) {
        counted.increment();
        Duration behind = Duration.between(appended, Instant.now());
        lag.record(behind.isNegative() ? Duration.ZERO : behind);
    }

    void repeated() {
        repeated.increment();
    }

    void late() {
        late.increment();
    }

    void unreadable() {
        unreadable.increment();
    }

    private static Counter outcome(MeterRegistry registry, String outcome) {
        return Counter.builder("analytics.events")
                .description("Player events by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
