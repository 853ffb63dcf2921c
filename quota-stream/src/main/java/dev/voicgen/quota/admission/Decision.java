package dev.voicgen.quota.admission;

import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The consequences of one command: the new state, and the outputs in their order, an answer first. */
public record Decision(LedgerState state, List<Output> outputs) {

    public Decision {
        outputs = List.copyOf(outputs);
    }

    static Decision silent(LedgerState state) {
        return new Decision(state, List.of());
    }

    static Decision answer(LedgerState unchanged, Verdict verdict) {
        return new Decision(unchanged, List.of(new Output.Answer(verdict)));
    }

    static Decision refuse(LedgerState unchanged, String requestId, RefusalReason reason) {
        return answer(unchanged, new Verdict.Refused(requestId, reason, null));
    }

    /** Replaces the answer, which no client waits for, by {@code other}. */
    Decision inPlaceOfAnswer(Output other) {
        List<Output> changed = new ArrayList<>(outputs);
        changed.set(0, other);
        return new Decision(state, changed);
    }

    Decision withState(LedgerState changed) {
        return new Decision(changed, outputs);
    }

    Decision alsoTelling(List<Output> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Output> all = new ArrayList<>(outputs);
        all.addAll(more);
        return new Decision(state, all);
    }
}
