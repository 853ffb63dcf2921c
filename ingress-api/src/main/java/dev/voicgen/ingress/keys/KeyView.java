package dev.voicgen.ingress.keys;

import dev.voicgen.catalog.Database;
import dev.voicgen.catalog.SiteSnapshots;
import dev.voicgen.contracts.key.Moment;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.contracts.value.KeyHash;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicFollower;
import dev.voicgen.platform.kafka.TopicProducer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The rights of all sites as this instance knows them. It reads {@code key.control} into a map and uses the map only
 * under a lease; without one it asks the PostgreSQL primary, and where that does not answer either it says so. Whatever
 * it answers was true at some moment after the question was put, so a revocation that was confirmed before the question is
 * never overlooked. Thread-safe.
 */
public final class KeyView implements AccessRights, AutoCloseable {

    private final KeyMap map = new KeyMap();
    private final OwnLease lease = new OwnLease(UUID.randomUUID().toString(), Moment::now);
    private final Heartbeats heartbeats;
    private final TopicFollower follower;
    private final RightsLookup lookups;
    private final KeyUseReporter uses;

    private KeyView(KafkaSettings kafka, TopicProducer producer, Database database, MeterRegistry metrics) {
        heartbeats = new Heartbeats(producer, lease);
        lookups = new RightsLookup(map, lease, heartbeats, new PrimaryLookup(database), metrics);
        uses = new KeyUseReporter(producer);
        Counter unreadable = metrics.counter("voicgen.keys.unreadable");
        ControlReader reader = new ControlReader(map, lease, heartbeats::sendSoon, unreadable);
        follower = TopicFollower.start("key-view", Topics.KEY_CONTROL, kafka, reader);
        heartbeats.start(reader::appliedOffset, follower::isCurrent);
        Gauge.builder("voicgen.keys.lease.age", lease, OwnLease::ageSeconds)
                .baseUnit("seconds")
                .register(metrics);
        Gauge.builder("voicgen.keys.applied.offset", reader, ControlReader::appliedOffset)
                .register(metrics);
        Gauge.builder("voicgen.keys.known", map, KeyMap::size).register(metrics);
    }

    /**
     * Starts reading. It answers from the beginning, through the database until it has read the log whole.
     *
     * @param producer remains the caller's and is to be closed after this view
     * @param database remains the caller's, too
     */
    public static KeyView start(KafkaSettings kafka, TopicProducer producer, Database database, MeterRegistry metrics) {
        return new KeyView(kafka, producer, database, metrics);
    }

    @Override
    public CompletableFuture<KeyDecision> check(ApiKey key) {
        KeyHash hash = key.hash();
        return lookups.ask(new RightsLookup.Question<KeyDecision>(
                        () -> map.key(hash),
                        handle -> SiteSnapshots.ofKey(handle, hash).flatMap(site -> known(site, hash)),
                        new KeyDecision.Unknown(),
                        new KeyDecision.Unavailable()))
                .thenApply(this::noted);
    }

    @Override
    public CompletableFuture<SiteLookup> siteOf(Domain host) {
        return lookups.ask(new RightsLookup.Question<SiteLookup>(
                () -> map.siteOf(host).map(SiteLookup.Registered::new),
                handle -> SiteSnapshots.ofDomain(handle, host).map(SiteLookup.Registered::new),
                new SiteLookup.Unregistered(),
                new SiteLookup.Unavailable()));
    }

    /** The rights of a site as this instance last read them, which may be long ago: for display, never to let anyone in. */
    public Optional<SiteSnapshot> site(long siteId) {
        return map.site(siteId);
    }

    /** Whether keys are decided from the map now, without the database. */
    public boolean isCurrent() {
        return missing().isEmpty();
    }

    /** What keeps this view from being current, in words for an operator. */
    public Optional<String> missing() {
        if (!heartbeats.isRunning()) {
            return Optional.of("key heartbeats have stopped");
        }
        if (!lease.holdsAt(Moment.now())) {
            return Optional.of(follower.missing().orElse("no probe of this instance comes back through key.control"));
        }
        return follower.missing();
    }

    /** Stops trusting the map, then tells so, then stops. */
    @Override
    public void close() {
        lease.end();
        heartbeats.close();
        follower.close();
        lookups.close();
        uses.close();
    }

    private KeyDecision noted(KeyDecision decision) {
        if (decision instanceof KeyDecision.Known known) {
            uses.note(known);
        }
        return decision;
    }

    private static Optional<KeyDecision> known(SiteSnapshot site, KeyHash hash) {
        return site.key(hash).map(key -> new KeyDecision.Known(site, key));
    }
}
