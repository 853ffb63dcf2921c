package dev.voicgen.quota.admission;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.value.PostKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Folds commands with the states kept in maps: what anybody makes of a log who reads it from its beginning. For one thread. */
public final class InMemoryLedger {

    private final Map<Long, SiteLedger> sites = new TreeMap<>();
    private final Map<PostKey, PostEntry> posts = new HashMap<>();
    private final Map<BatchKey, BatchEntry> batches = new HashMap<>();

    /** Decides on {@code command}, and keeps what it changed. */
    public List<Output> apply(SiteCommand command, LogPosition at) {
        Decision decision = Admission.decide(load(command), command, at);
        save(command, decision.state());
        return decision.outputs();
    }

    /** What {@code command} can read and change. */
    public LedgerState load(SiteCommand command) {
        return new LedgerState(
                sites.get(command.siteId()),
                Admission.postOf(command).map(this::post).orElse(LedgerState.EMPTY.post()),
                Admission.batchOf(command).map(batches::get).orElse(LedgerState.EMPTY.batch()));
    }

    /** Keeps what {@code command} led to. */
    public void save(SiteCommand command, LedgerState after) {
        if (after.site() != null) {
            sites.put(command.siteId(), after.site());
        }
        Admission.postOf(command).ifPresent(key -> keep(key, after.post()));
        Admission.batchOf(command).ifPresent(key -> batches.put(key, after.batch()));
    }

    /** All sites, by their ids. */
    public Collection<SiteLedger> sites() {
        return sites.values();
    }

    public Optional<SiteLedger> site(long siteId) {
        return Optional.ofNullable(sites.get(siteId));
    }

    public PostEntry post(PostKey key) {
        return posts.getOrDefault(key, LedgerState.EMPTY.post());
    }

    private void keep(PostKey key, PostEntry entry) {
        if (entry instanceof PostEntry.Absent) {
            posts.remove(key);
        } else {
            posts.put(key, entry);
        }
    }
}
