package dev.voicgen.ingress.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voicgen.contracts.player.PlayerEvent;
import dev.voicgen.contracts.player.PlayerEvent.Kind;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.ingress.generate.Fields;
import dev.voicgen.platform.http.FailedRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Judges the body of a request that reports events: one event, or {@code events} with up to 100 of them. */
final class EventsReader {

    private static final String EVENTS = "events";
    private static final int MAX_EVENTS = 100;
    private static final int MAX_ID = 100;
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
        Fields fields = new Fields(body);
        JsonNode list = body.get(EVENTS);
        if (list == null) {
            reader.readEvent(fields);
        } else {
            reader.readList(fields, list);
        }
        fields.check();
        return reader.events;
    }

    private void readList(Fields fields, JsonNode list) {
        if (!list.isArray()) {
            fields.fault(EVENTS, "must be an array.");
        } else if (list.isEmpty()) {
            fields.fault(EVENTS, "must have at least 1 item.");
        } else if (list.size() > MAX_EVENTS) {
            fields.fault(EVENTS, "must not have more than " + MAX_EVENTS + " items.");
        } else {
            for (int i = 0; i < list.size(); i++) {
                String name = EVENTS + "." + i;
                if (list.get(i) instanceof ObjectNode event) {
                    readEvent(fields.inside(name, event));
                } else {
                    fields.fault(name, "must be an object.");
                }
            }
        }
    }

    private void readEvent(Fields fields) {
        Optional<String> eventId = notTooLong(fields, "event_id", fields.requiredText("event_id"));
        Optional<Kind> kind = kind(fields);
        Optional<PostId> postId = postId(fields);
        Optional<Language> language = language(fields);
        Optional<String> sessionId = notTooLong(fields, "session_id", fields.filledText("session_id"));
        Optional<Double> position = fields.number("position_seconds", MAX_SECONDS);
        Optional<Double> duration = fields.number("duration_seconds", MAX_SECONDS);
        Optional<Instant> occurredAt = occurredAt(fields);
        if (eventId.isPresent()
                && kind.isPresent()
                && postId.isPresent()
                && language.isPresent()
                && occurredAt.isPresent()) {
            events.add(new PlayerEvent(
                    siteId,
                    eventId.get(),
                    kind.get(),
                    postId.get(),
                    language.get(),
                    sessionId.orElse(null),
                    position.orElse(null),
                    duration.orElse(null),
                    occurredAt.get()));
        }
    }

    private static Optional<String> notTooLong(Fields fields, String name, Optional<String> id) {
        if (id.isPresent() && id.get().codePointCount(0, id.get().length()) > MAX_ID) {
            fields.fault(name, "must not be greater than " + MAX_ID + " characters.");
            return Optional.empty();
        }
        return id;
    }

    private static Optional<Kind> kind(Fields fields) {
        Optional<String> given = fields.requiredText("event");
        Optional<Kind> kind = given.flatMap(EventsReader::kindOf);
        if (given.isPresent() && kind.isEmpty()) {
            fields.notInSet("event");
        }
        return kind;
    }

    private static Optional<Kind> kindOf(String word) {
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static Optional<PostId> postId(Fields fields) {
        Optional<String> given = fields.requiredText("post_id");
        Optional<PostId> postId = given.flatMap(PostId::parse);
        if (given.isPresent() && postId.isEmpty()) {
            fields.fault("post_id", "must be 1 to 191 printable characters without a slash.");
        }
        return postId;
    }

    private static Optional<Language> language(Fields fields) {
        Optional<String> given = fields.filledText("language");
        Optional<Language> language = given.isEmpty() ? Optional.of(Language.ENGLISH) : Language.parse(given.get());
        if (language.isEmpty()) {
            fields.notInSet("language");
        }
        return language;
    }

    private Optional<Instant> occurredAt(Fields fields) {
        Optional<String> given = fields.filledText("occurred_at");
        if (given.isEmpty()) {
            return Optional.of(now);
        }
        try {
            Instant at = Instant.parse(given.get());
            if (at.isBefore(now.minus(PlayerEvent.LATEST))) {
                fields.fault("occurred_at", "must be within the last " + PlayerEvent.LATEST.toHours() + " hours.");
            } else if (at.isAfter(now.plus(CLOCK_TOLERANCE))) {
                fields.fault("occurred_at", "must not be in the future.");
            }
            return Optional.of(at);
        } catch (DateTimeException notATime) {
            fields.fault("occurred_at", "must be a time in ISO 8601, such as 2026-03-31T12:00:00Z.");
            return Optional.empty();
        }
    }
}
