package dev.voicgen.ingress.testing;

import dev.voicgen.contracts.site.BatchTally;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteCommand.BatchClosed;
import dev.voicgen.contracts.site.SiteCommand.BatchItemRefused;
import dev.voicgen.contracts.site.SiteCommand.BatchOpened;
import dev.voicgen.contracts.site.SiteCommand.GenerateRequested;
import dev.voicgen.contracts.site.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Counts the batches of one site as admission does: an item that has been decided on stays so. */
public final class ScriptedBatches {

    private final Function<GenerateRequested, Verdict> decision;
    private final List<BatchOpened> opened = new CopyOnWriteArrayList<>();
    private final List<BatchItemRefused> refused = new CopyOnWriteArrayList<>();
    private final List<GenerateRequested> requested = new CopyOnWriteArrayList<>();
    private final List<BatchClosed> closed = new CopyOnWriteArrayList<>();
    private final Map<String, String> digests = new ConcurrentHashMap<>();
    private final Map<String, Map<Integer, Optional<Verdict>>> decided = new ConcurrentHashMap<>();

    private ScriptedBatches(Function<GenerateRequested, Verdict> decision) {
        this.decision = decision;
    }

    /** From now on items of the site's batches get these verdicts. */
    public static ScriptedBatches of(
            ScriptedAdmission admission, long siteId, Function<GenerateRequested, Verdict> decision) {
        ScriptedBatches batches = new ScriptedBatches(decision);
        admission.script(siteId, batches::decide);
        admission.scriptQuestions(siteId, batches::decide);
        return batches;
    }

    public List<BatchOpened> opened() {
        return opened;
    }

    public List<BatchItemRefused> refused() {
        return refused;
    }

    public List<GenerateRequested> requested() {
        return requested;
    }

    public List<BatchClosed> closed() {
        return closed;
    }

    private Optional<Verdict> decide(GenerateRequested item) {
        requested.add(item);
        items(item.item().batchId()).computeIfAbsent(item.item().index(), unknown -> Optional.of(decision.apply(item)));
        return Optional.empty();
    }

    private Optional<Verdict> decide(SiteCommand command) {
        if (command instanceof BatchOpened opening) {
            opened.add(opening);
        } else if (command instanceof BatchItemRefused item) {
            refused.add(item);
            items(item.item().batchId()).putIfAbsent(item.item().index(), Optional.empty());
        } else if (command instanceof BatchClosed closing) {
            closed.add(closing);
            if (closing.complete()) {
                digests.putIfAbsent(closing.batchId(), closing.digest());
            }
            return Optional.of(new Verdict.BatchCounted(
                    closing.requestId(), tally(closing.batchId()), digests.get(closing.batchId())));
        }
        return Optional.empty();
    }

    private Map<Integer, Optional<Verdict>> items(String batchId) {
        return decided.computeIfAbsent(batchId, unknown -> new TreeMap<>());
    }

    private BatchTally tally(String batchId) {
        Map<Integer, Optional<Verdict>> items = items(batchId);
        int queued = count(items, Verdict.Queued.class);
        int inProgress = count(items, Verdict.InProgress.class);
        int ready = count(items, Verdict.AlreadyReady.class);
        return new BatchTally(queued, inProgress, ready, items.size() - queued - inProgress - ready);
    }

    private static int count(Map<Integer, Optional<Verdict>> items, Class<? extends Verdict> kind) {
        return (int) items.values().stream()
                .filter(verdict -> verdict.filter(kind::isInstance).isPresent())
                .count();
    }
}
