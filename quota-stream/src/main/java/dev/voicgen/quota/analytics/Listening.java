package dev.voicgen.quota.analytics;

import dev.voicgen.contracts.player.PlayerEvent;
import java.time.Instant;

/**
 * Where one session was heard to be last.
 *
 * @param positionMs in the audio
 * @param atMs of the reader's clock
 * @param playing whether the audio has been running from there
 */
record Listening(long positionMs, long atMs, boolean playing) {

    /** The fastest that players run. What advances faster than this was skipped, whatever the player says of it. */
    private static final long FASTEST = 2;

    private static final double MS_PER_SECOND = 1_000;

    /** Before the first event. */
    static final Listening NONE = new Listening(0, Long.MIN_VALUE, false);

    /**
     * With {@code event}. One that is older than the newest known changes nothing: the later one's position has already
     * told how far the audio had come.
     */
    Listening after(PlayerEvent event, Instant at) {
        if (event.positionSeconds() == null || at.toEpochMilli() < atMs) {
            return this;
        }
        long position = Math.round(event.positionSeconds() * MS_PER_SECOND);
        return switch (event.kind()) {
            case LOAD, ERROR -> this;
            case PLAY, PROGRESS -> new Listening(position, at.toEpochMilli(), true);
            case SEEK -> new Listening(position, at.toEpochMilli(), playing);
            case PAUSE, COMPLETE -> new Listening(position, at.toEpochMilli(), false);
        };
    }

    /** The audio heard, in milliseconds, from here to {@code later}, to which an event of {@code kind} led. */
    long heardUntil(Listening later, PlayerEvent.Kind kind) {
        boolean reportsListening = kind == PlayerEvent.Kind.PROGRESS
                || kind == PlayerEvent.Kind.PAUSE
                || kind == PlayerEvent.Kind.COMPLETE;
        if (!playing || !reportsListening) {
            return 0;
        }
        long advance = Math.max(0, later.positionMs - positionMs);
        return Math.min(advance, FASTEST * (later.atMs - atMs));
    }
}
