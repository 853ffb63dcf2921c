package dev.voicgen.quota.analytics;

import dev.voicgen.contracts.player.DayCount;
import dev.voicgen.contracts.player.EventUsage;
import dev.voicgen.contracts.player.PlayerEvent;
import dev.voicgen.contracts.topic.JsonSerde;
import dev.voicgen.contracts.value.PostKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * What analytics knows of one partition. All but the months lie in windows of a day, which the stores drop by themselves
 * once nothing can ask for them any more. For the stream thread alone.
 */
final class AnalyticsStores {

    private static final String SEEN = "seen-events";
    private static final String SESSIONS = "sessions";
    private static final String DAYS = "day-counts";
    private static final String MONTHS = "event-usages";

    private static final Duration DAY = Duration.ofDays(1);
    /**
     * A repetition comes at most 24 hours after the event, and the event at most 24 hours after it happened. So it lies
     * today, yesterday or the day before.
     */
    private static final int DAYS_SEEN = 3;

    private static final Duration RETENTION = DAY.multipliedBy(DAYS_SEEN);
    private static final byte[] MARK = {1};

    private final WindowStore<String, byte[]> seen;
    private final WindowStore<String, Listening> sessions;
    private final WindowStore<String, DayCount> days;
    private final KeyValueStore<String, EventUsage> months;

    AnalyticsStores(ProcessorContext<?, ?> context) {
        seen = context.getStateStore(SEEN);
        sessions = context.getStateStore(SESSIONS);
        days = context.getStateStore(DAYS);
        months = context.getStateStore(MONTHS);
    }

    static Set<StoreBuilder<?>> builders() {
        return new LinkedHashSet<>(List.of(
                daily(SEEN, Serdes.ByteArray()),
                daily(SESSIONS, JsonSerde.of(Listening.class)),
                daily(DAYS, JsonSerde.of(DayCount.class)),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(MONTHS), Serdes.String(), JsonSerde.of(EventUsage.class))));
    }

    /** Whether this is the first record of the event; the next one is not. */
    boolean isNew(PlayerEvent event, Instant appended) {
        String key = event.siteId() + "/" + event.eventId();
        long today = startOfDay(appended);
        for (int back = 0; back < DAYS_SEEN; back++) {
            if (seen.fetch(key, today - back * DAY.toMillis()) != null) {
                return false;
            }
        }
        seen.put(key, MARK, today);
        return true;
    }

    /** Takes the session on by {@code event}; answers the audio heard since its event before, in milliseconds. */
    long listen(PlayerEvent event, Instant at, Instant appended) {
        if (event.sessionId() == null) {
            return 0;
        }
        String key = postOf(event) + "/" + event.sessionId();
        long today = startOfDay(appended);
        Listening before = Optional.ofNullable(sessions.fetch(key, today))
                .or(() -> Optional.ofNullable(sessions.fetch(key, today - DAY.toMillis())))
                .orElse(Listening.NONE);
        Listening after = before.after(event, at);
        if (!after.equals(before)) {
            sessions.put(key, after, today);
        }
        return before.heardUntil(after, event.kind());
    }

    /** Counts the event on the day it happened. */
    DayCount count(PlayerEvent event, Instant at, long heardMs, long offset) {
        PostKey post = postOf(event);
        long window = startOfDay(at);
        DayCount before = Optional.ofNullable(days.fetch(post.toString(), window))
                .orElseGet(() -> DayCount.none(post, LocalDate.ofInstant(at, ZoneOffset.UTC)));
        DayCount after = new DayCount(
                post,
                before.day(),
                before.loads() + (event.kind() == PlayerEvent.Kind.LOAD ? 1 : 0),
                before.plays() + (event.kind() == PlayerEvent.Kind.PLAY ? 1 : 0),
                before.completes() + (event.kind() == PlayerEvent.Kind.COMPLETE ? 1 : 0),
                before.listenedMs() + heardMs,
                offset);
        days.put(post.toString(), after, window);
        return after;
    }

    /** Counts the event against its site's month, which never goes back: brokers' clocks differ a little. */
    EventUsage use(long siteId, Instant appended) {
        String key = String.valueOf(siteId);
        YearMonth month = YearMonth.from(appended.atOffset(ZoneOffset.UTC));
        EventUsage before = Optional.ofNullable(months.get(key))
                .filter(usage -> !usage.month().isBefore(month))
                .orElseGet(() -> new EventUsage(siteId, month, 0));
        EventUsage after = new EventUsage(siteId, before.month(), before.events() + 1);
        months.put(key, after);
        return after;
    }

    private static PostKey postOf(PlayerEvent event) {
        return new PostKey(event.siteId(), event.postId(), event.language());
    }

    private static long startOfDay(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), DAY.toMillis()) * DAY.toMillis();
    }

    private static <V> StoreBuilder<WindowStore<String, V>> daily(String name, Serde<V> values) {
        return Stores.windowStoreBuilder(RestartableWindows.persistent(name, RETENTION, DAY), Serdes.String(), values);
    }
}
