package dev.voicgen.quota.topology;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.quota.admission.Admission;
import dev.voicgen.quota.admission.Decision;
import dev.voicgen.quota.admission.LedgerState;
import dev.voicgen.quota.admission.LogPosition;

/** A decision, and what it does, encoded but not done. */
record Decided(Decision decision, Effects effects) {

    /** @throws PoisonCommand where {@code command} cannot be decided on or what it leads to cannot be encoded */
    static Decided of(LedgerState before, SiteCommand command, LogPosition at) throws PoisonCommand {
        try {
            Decision decision = Admission.decide(before, command, at);
            return new Decided(decision, Effects.of(command, before, decision));
        } catch (RuntimeException e) {
            // Nothing but the record and the states was touched, so it fails whenever the log is folded.
            throw new PoisonCommand("the decision failed: " + e.getClass().getSimpleName(), e);
        }
    }
}
