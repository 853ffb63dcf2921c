package dev.voicgen.quota.audit;

import dev.voicgen.contracts.site.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The verdicts that are still on their topic, against those that the fold comes to. */
final class ToldVerdicts {

    private final Map<String, Set<Verdict>> told = new HashMap<>();
    private final Map<String, Set<Verdict>> folded = new HashMap<>();

    void told(Verdict verdict) {
        told.computeIfAbsent(verdict.requestId(), first -> new HashSet<>()).add(verdict);
    }

    void folded(Verdict verdict) {
        if (told.containsKey(verdict.requestId())) {
            folded.computeIfAbsent(verdict.requestId(), first -> new HashSet<>())
                    .add(verdict);
        }
    }

    int size() {
        return told.size();
    }

    /** The requests that the fold has not met. */
    List<String> unknown() {
        return told.keySet().stream().filter(id -> !folded.containsKey(id)).toList();
    }

    /** Requests whose client may have been told something that does not follow from the log. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        folded.forEach((id, verdicts) -> {
            if (!verdicts.containsAll(told.get(id))) {
                differences.add("request " + id + " was told " + told.get(id) + ", the log says " + verdicts);
            }
        });
        return differences;
    }
}
