package dev.voicgen.ingress.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voicgen.contracts.player.PlayerEvent;
import dev.voicgen.contracts.player.PlayerEvent.Kind;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.ingress.generate.PostFields;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Field;
import dev.voicgen.platform.http.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Judges the body of a request that reports events: one event, or {@code events} with up to 100 of them. */
final class EventsReader {

    private static final String EVENTS = "events";
    private static final int MAX_EVENTS = 100;
    private static final int MAX_ID = 100;
    private static final Map<String, Kind> KINDS = kinds();
    private static final long MAX_SECONDS = Duration.ofDays(7).toSeconds();
    /** Readers' clocks are not ours; what lies ahead by less than this happened just now. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final long siteId;
    private final Instant now;
    private final List<PlayerEvent> events = new ArrayList<>();

    private EventsReader(long siteId, Instant now) {
        this.siteId = siteId;
        this.now = now;
    }

    /** @throws FailedRequest with 422 naming every bad field; then none of the events is taken */
    static List<PlayerEvent> read(ObjectNode body, long siteId, Instant now) {
        EventsReader reader = new EventsReader(siteId, now);
        Input input = Input.of(body);
        if (input.any(EVENTS).get().isPresent()) {
            input.objects(EVENTS, MAX_EVENTS).forEach(reader::readEvent);
        } else {
            reader.readEvent(input);
        }
        input.check();
        return reader.events;
    }

    private void readEvent(Input input) {
        Field<String> eventId = input.text("event_id", MAX_ID).required();
        Field<Kind> kind = input.text("event").required().selected(EventsReader::kindOf, Input.oneOf(KINDS.keySet()));
        Field<PostId> postId = PostFields.postId(input);
        Optional<Language> language = PostFields.language(input, "language");
        Field<String> sessionId = input.text("session_id", MAX_ID);
        Field<Double> position = input.number("position_seconds", 0, MAX_SECONDS);
        Field<Double> duration = input.number("duration_seconds", 0, MAX_SECONDS);
        Field<Instant> occurredAt = input.instant("occurred_at")
                .when(
                        at -> !at.isBefore(now.minus(PlayerEvent.LATEST)),
                        "must be within the last " + PlayerEvent.LATEST.toHours() + " hours.")
                .when(at -> !at.isAfter(now.plus(CLOCK_TOLERANCE)), "must not be in the future.");
        if (eventId.get().isPresent() && kind.get().isPresent() && postId.get().isPresent() && language.isPresent()) {
            events.add(new PlayerEvent(
                    siteId,
                    eventId.orElse(null),
                    kind.orElse(null),
                    postId.orElse(null),
                    language.get(),
                    sessionId.orElse(null),
                    position.orElse(null),
                    duration.orElse(null),
                    occurredAt.orElse(now)));
        }
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            kinds.put(kind.name().toLowerCase(Locale.ROOT), kind);
        }
        return kinds;
    }

    private static Optional<Kind> kindOf(String word) {
        return Optional.ofNullable(KINDS.get(word));
    }
}
