package dev.voicgen.quota.admission;

import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.Verdict;
import java.util.List;

/** What follows from one command: the ledger behind it and what others are told, in this order. */
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
}
