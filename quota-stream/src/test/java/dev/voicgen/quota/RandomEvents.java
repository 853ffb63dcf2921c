package dev.voicgen.quota;

import dev.voicgen.contracts.player.PlayerEvent;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Events of the last day from one seed, in no order, a fifth of them sent before. */
final class RandomEvents {

    private static final int SITES = 5;
    private static final double REPEATED = 0.2;

    private final Random random;
    private final Instant now;
    private final long firstSite = System.nanoTime();
    private final List<PlayerEvent> sent = new ArrayList<>();

    RandomEvents(long seed, Instant now) {
        this.random = new Random(seed);
        this.now = now;
    }

    List<Long> sites() {
        return LongStream.range(firstSite, firstSite + SITES).boxed().toList();
    }

    List<PlayerEvent> next(int count) {
        List<PlayerEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean repeats = !sent.isEmpty() && random.nextDouble() < REPEATED;
            PlayerEvent event = repeats ? sent.get(random.nextInt(sent.size())) : fresh();
            events.add(event);
            sent.add(event);
        }
        return events;
    }

    private PlayerEvent fresh() {
        PlayerEvent.Kind[] kinds = PlayerEvent.Kind.values();
        int session = random.nextInt(50);
        return new PlayerEvent(
                firstSite + random.nextInt(SITES),
                "e" + random.nextLong(),
                kinds[random.nextInt(kinds.length)],
                new PostId("post " + random.nextInt(8)),
                random.nextBoolean() ? Language.ENGLISH : new Language("de"),
                session == 0 ? null : "s" + session,
                random.nextInt(10) == 0 ? null : random.nextInt(600_000) / 1_000.0,
                600.0,
                now.minusMillis(random.nextLong(Duration.ofHours(24).toMillis())));
    }
}
