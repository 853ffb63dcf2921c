package dev.voicgen.quota.topology;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.quota.admission.Admission;
import dev.voicgen.quota.admission.LedgerState;
import dev.voicgen.quota.admission.PostEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Where a partition's ledger is kept: two reads for a command, and a write for each part that it changed. The stores hold
 * bytes, because a state that cannot be encoded has to be known before any part of a decision takes effect.
 */
final class LedgerStores {

    static final String SITES = "site-ledgers";
    static final String POSTS = "post-entries";

    private final KeyValueStore<String, byte[]> sites;
    private final KeyValueStore<String, byte[]> posts;

    LedgerStores(ProcessorContext<?, ?> context) {
        sites = context.getStateStore(SITES);
        posts = context.getStateStore(POSTS);
    }

    /** In one order, which the description of the topology follows. */
    static Set<StoreBuilder<?>> builders() {
        return new LinkedHashSet<>(List.of(builder(SITES), builder(POSTS)));
    }

    LedgerState load(SiteCommand command) {
        byte[] site = sites.get(siteKey(command));
        byte[] post =
                Admission.postOf(command).map(PostKey::toString).map(posts::get).orElse(null);
        return new LedgerState(
                site == null ? null : SiteLedgerCodec.decode(site),
                post == null ? LedgerState.EMPTY.post() : PostEntryCodec.decode(post));
    }

    /** What {@link #save} has to write where {@code command} turned {@code before} into {@code after}. */
    static List<Write> changes(SiteCommand command, LedgerState before, LedgerState after) {
        List<Write> writes = new ArrayList<>();
        if (after.site() != null && !after.site().equals(before.site())) {
            writes.add(new Write(SITES, siteKey(command), SiteLedgerCodec.encode(after.site())));
        }
        if (!after.post().equals(before.post())) {
            String key = Admission.postOf(command).orElseThrow().toString();
            boolean removed = after.post() instanceof PostEntry.Absent;
            writes.add(new Write(POSTS, key, removed ? null : PostEntryCodec.encode(after.post())));
        }
        return writes;
    }

    void save(List<Write> writes) {
        writes.forEach(write -> store(write.store()).put(write.key(), write.value()));
    }

    /** An encoded state; a null {@code value} removes it. */
    record Write(String store, String key, byte[] value) {}

    private KeyValueStore<String, byte[]> store(String name) {
        return name.equals(SITES) ? sites : posts;
    }

    private static String siteKey(SiteCommand command) {
        return String.valueOf(command.siteId());
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray());
    }
}
