package dev.voicgen.quota.admission;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.value.PostKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Folds commands with the states kept in two maps. */
public final class InMemoryLedger {

    private final Map<Long, SiteLedger> sites = new HashMap<>();
    private final Map<PostKey, PostEntry> posts = new HashMap<>();

    public List<Output> apply(SiteCommand command, LogPosition at) {
        Optional<PostKey> post = Admission.postOf(command);
        LedgerState state = new LedgerState(
                sites.get(command.siteId()), post.map(this::post).orElse(LedgerState.EMPTY.post()));
        Decision decision = Admission.decide(state, command, at);
        if (decision.state().site() != null) {
            sites.put(command.siteId(), decision.state().site());
        }
        post.ifPresent(key -> posts.put(key, decision.state().post()));
        return decision.outputs();
    }

    public Optional<SiteLedger> site(long siteId) {
        return Optional.ofNullable(sites.get(siteId));
    }

    public PostEntry post(PostKey key) {
        return posts.getOrDefault(key, LedgerState.EMPTY.post());
    }
}
