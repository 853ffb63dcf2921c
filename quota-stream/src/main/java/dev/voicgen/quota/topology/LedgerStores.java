package dev.voicgen.quota.topology;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.quota.admission.AdmissionRules;
import dev.voicgen.quota.admission.BatchEntry;
import dev.voicgen.quota.admission.LedgerState;
import dev.voicgen.quota.admission.Output;
import dev.voicgen.quota.admission.PostEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The stores of a partition's ledger. A command costs two reads, three for one of a batch, and a write for each changed part. The
 * stores hold bytes, so that a state that cannot be encoded is found before any part of a decision takes effect.
 */
final class LedgerStores {

    static final String SITES = "site-ledgers";
    static final String POSTS = "post-entries";
    static final String BATCHES = "batch-entries";
    static final String BACKLOG = "bulk-backlog";

    /** In one order, which the description of the topology follows. */
    private static final List<String> NAMES = List.of(SITES, POSTS, BATCHES, BACKLOG);

    /** Every command changes its site's ledger, and every item its batch: of a transaction's changes the last one counts. */
    private static final Set<String> CHANGED_OFTEN = Set.of(SITES, BATCHES);

    private final Map<String, KeyValueStore<String, byte[]>> stores = new HashMap<>();
    private final RecentLedgers recent = new RecentLedgers();

    LedgerStores(ProcessorContext<?, ?> context) {
        NAMES.forEach(name -> stores.put(name, context.getStateStore(name)));
    }

    static Set<StoreBuilder<?>> builders() {
        return NAMES.stream().map(LedgerStores::builder).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    LedgerState load(SiteCommand command) {
        String siteKey = siteKey(command);
        Optional<byte[]> site = read(SITES, siteKey);
        Optional<byte[]> post =
                AdmissionRules.postOf(command).map(PostKey::toString).flatMap(key -> read(POSTS, key));
        Optional<byte[]> batch =
                AdmissionRules.batchOf(command).map(BatchEntry.Key::toString).flatMap(key -> read(BATCHES, key));
        return new LedgerState(
                site.map(bytes -> recent.decode(siteKey, bytes)).orElse(null),
                post.map(PostEntryCodec::decode).orElse(LedgerState.EMPTY.post()),
                batch.map(JsonCodec.BATCH_ENTRY::decode).orElse(LedgerState.EMPTY.batch()));
    }

    /** What {@link #save} has to write where {@code command} turned {@code before} into {@code after}. */
    static List<Write> changes(SiteCommand command, LedgerState before, LedgerState after) {
        List<Write> writes = new ArrayList<>();
        if (after.site() != null && !after.site().equals(before.site())) {
            writes.add(new Write(SITES, siteKey(command), JsonCodec.SITE_LEDGER.encode(after.site())));
        }
        if (!after.post().equals(before.post())) {
            String key = AdmissionRules.postOf(command).orElseThrow().toString();
            boolean removed = after.post() instanceof PostEntry.Absent;
            writes.add(new Write(POSTS, key, removed ? null : PostEntryCodec.encode(after.post())));
        }
        if (!after.batch().equals(before.batch())) {
            String key = AdmissionRules.batchOf(command).orElseThrow().toString();
            writes.add(new Write(BATCHES, key, JsonCodec.BATCH_ENTRY.encode(after.batch())));
        }
        return writes;
    }

    /** @param after the state that {@code writes} are of */
    void save(List<Write> writes, LedgerState after) {
        for (Write write : writes) {
            stores.get(write.store()).put(write.key(), write.value());
            if (write.store().equals(SITES)) {
                recent.remember(write.key(), write.value(), after.site());
            }
        }
    }

    /** Puts a job, encoded as it goes to the workers, into its site's backlog. */
    static Write hold(Output.Hold hold) {
        return new Write(
                BACKLOG, backlogKey(hold.job().siteId(), hold.number()), EncodedDecision.Outgoing.held(hold.job()));
    }

    /** Puts a job, encoded in the same way, behind the running job of its post. */
    static Write holdNext(Output.HoldNext hold) {
        return new Write(BACKLOG, hold.job().post().toString(), EncodedDecision.Outgoing.held(hold.job()));
    }

    /** Puts a job that waited behind another into its site's backlog. */
    void hold(long siteId, long number, byte[] job) {
        stores.get(BACKLOG).put(backlogKey(siteId, number), job);
    }

    /**
     * Takes a job out of its site's backlog.
     *
     * @throws IllegalStateException where it is not there: the stores do not belong together
     */
    byte[] release(Output.Release release) {
        return take(backlogKey(release.siteId(), release.number()));
    }

    /**
     * Takes the job that waited behind the one of its post.
     *
     * @throws IllegalStateException where it is not there: the stores do not belong together
     */
    byte[] releaseNext(PostKey post) {
        return take(post.toString());
    }

    private byte[] take(String key) {
        byte[] job = stores.get(BACKLOG).delete(key);
        if (job == null) {
            throw new IllegalStateException("no job is held under " + key);
        }
        return job;
    }

    /** An encoded state; a null {@code value} removes it. */
    record Write(String store, String key, byte[] value) {}

    private Optional<byte[]> read(String store, String key) {
        return Optional.ofNullable(stores.get(store).get(key));
    }

    private static String siteKey(SiteCommand command) {
        return String.valueOf(command.siteId());
    }

    private static String backlogKey(long siteId, long number) {
        return siteId + "/" + number;
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> builder(String name) {
        StoreBuilder<KeyValueStore<String, byte[]>> builder =
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray());
        return CHANGED_OFTEN.contains(name) ? builder.withCachingEnabled() : builder;
    }
}
