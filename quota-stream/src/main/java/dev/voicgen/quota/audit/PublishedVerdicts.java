package dev.voicgen.quota.audit;

import dev.voicgen.contracts.site.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the verdicts that are still on their topic with those of the fold. */
final class PublishedVerdicts {

    private final Map<String, Set<Verdict>> published = new HashMap<>();
    private final Map<String, Set<Verdict>> folded = new HashMap<>();

    void onTopic(Verdict verdict) {
        published.computeIfAbsent(verdict.requestId(), first -> new HashSet<>()).add(verdict);
    }

    void folded(Verdict verdict) {
        if (published.containsKey(verdict.requestId())) {
            folded.computeIfAbsent(verdict.requestId(), first -> new HashSet<>())
                    .add(verdict);
        }
    }

    int size() {
        return published.size();
    }

    /** The requests that the fold has not seen. */
    List<String> unknown() {
        return published.keySet().stream().filter(id -> !folded.containsKey(id)).toList();
    }

    /** The requests whose client may have got an answer that does not follow from the log. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        folded.forEach((id, verdicts) -> {
            if (!verdicts.containsAll(published.get(id))) {
                differences.add("request " + id + " was told " + published.get(id) + ", the log says " + verdicts);
            }
        });
        return differences;
    }
}
