package dev.voicgen.quota;

import dev.voicgen.contracts.player.PlayerEvent;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts events in memory, as plainly as it can be written. */
final class PlainRecount {

    private static final Set<PlayerEvent.Kind> REPORTS_LISTENING =
            Set.of(PlayerEvent.Kind.PROGRESS, PlayerEvent.Kind.PAUSE, PlayerEvent.Kind.COMPLETE);

    private final Set<String> ids = new HashSet<>();
    private final Map<String, long[]> counts = new HashMap<>();
    private final Map<String, long[]> sessions = new HashMap<>();
    private final Set<String> playing = new HashSet<>();

    void count(PlayerEvent event) {
        if (!ids.add(event.siteId() + " " + event.eventId())) {
            return;
        }
        String post = event.siteId() + " " + event.language() + " " + event.postId();
        LocalDate day = LocalDate.ofInstant(event.occurredAt(), ZoneOffset.UTC);
        long[] count = counts.computeIfAbsent(post + " " + day, unused -> new long[4]);
        count[0] += event.kind() == PlayerEvent.Kind.LOAD ? 1 : 0;
        count[1] += event.kind() == PlayerEvent.Kind.PLAY ? 1 : 0;
        count[2] += event.kind() == PlayerEvent.Kind.COMPLETE ? 1 : 0;
        count[3] += event.sessionId() == null ? 0 : heard(post + " " + event.sessionId(), event);
    }

    /** Each row: site, language, post, day, loads, plays, completes, milliseconds heard. */
    Set<String> rows() {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue()[0] + " " + entry.getValue()[1] + " "
                        + entry.getValue()[2] + " " + entry.getValue()[3])
                .collect(Collectors.toSet());
    }

    private long heard(String session, PlayerEvent event) {
        if (event.kind() == PlayerEvent.Kind.LOAD
                || event.kind() == PlayerEvent.Kind.ERROR
                || event.positionSeconds() == null) {
            return 0;
        }
        long position = Math.round(event.positionSeconds() * 1_000);
        long at = event.occurredAt().toEpochMilli();
        long[] last = sessions.get(session);
        if (last != null && at < last[1]) {
            return 0;
        }
        long heard = 0;
        if (playing.contains(session) && REPORTS_LISTENING.contains(event.kind()) && position > last[0]) {
            heard = Math.min(position - last[0], 2 * (at - last[1]));
        }
        sessions.put(session, new long[] {position, at});
        if (event.kind() == PlayerEvent.Kind.PLAY || event.kind() == PlayerEvent.Kind.PROGRESS) {
            playing.add(session);
        } else if (event.kind() != PlayerEvent.Kind.SEEK) {
            playing.remove(session);
        }
        return heard;
    }
}
