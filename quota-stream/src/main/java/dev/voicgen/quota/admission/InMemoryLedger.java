package dev.voicgen.quota.admission;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.value.PostKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Folds commands with the states in maps, for a reader of a whole log. For one thread. */
public final class InMemoryLedger {

    private final Map<Long, SiteLedger> sites = new TreeMap<>();
    private final Map<PostKey, PostEntry> posts = new HashMap<>();
    private final Map<BatchEntry.Key, BatchEntry> batches = new HashMap<>();

    /** Decides on {@code command} and saves the new state. */
    public List<Output> apply(SiteCommand command, LogPosition at) {
        Decision decision = AdmissionRules.decide(load(command), command, at);
        save(command, decision.state());
        return decision.outputs();
    }

    /** The states that {@code command} can read and change. */
    public LedgerState load(SiteCommand command) {
        return new LedgerState(
                sites.get(command.siteId()),
                AdmissionRules.postOf(command).map(this::post).orElse(LedgerState.EMPTY.post()),
                AdmissionRules.batchOf(command).map(batches::get).orElse(LedgerState.EMPTY.batch()));
    }

    /** Saves the states after {@code command}. */
    public void save(SiteCommand command, LedgerState after) {
        if (after.site() != null) {
            sites.put(command.siteId(), after.site());
        }
        AdmissionRules.postOf(command).ifPresent(key -> keep(key, after.post()));
        AdmissionRules.batchOf(command).ifPresent(key -> batches.put(key, after.batch()));
    }

    /** All sites, ordered by id. */
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
