package dev.voicgen.quota.topology;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.quota.admission.Decision;
import dev.voicgen.quota.admission.InMemoryLedger;
import dev.voicgen.quota.admission.LogPosition;
import dev.voicgen.quota.admission.Output;
import dev.voicgen.quota.admission.SiteLedger;
import java.util.Collection;
import java.util.List;

/** Folds the log from its beginning with the processor's own steps, but in memory and without output. For one thread. */
public final class LogFold {

    private final InMemoryLedger ledger = new InMemoryLedger();

    /** The outputs that the processor makes of the record; empty where it makes a dead letter. */
    public List<Output> apply(byte[] key, byte[] value, LogPosition at) {
        try {
            SiteCommand command = CommandReader.read(key, value);
            Decision decision =
                    EncodedDecision.of(ledger.load(command), command, at).decision();
            ledger.save(command, decision.state());
            return decision.outputs();
        } catch (CommandReader.Poison deadLetter) {
            return List.of();
        }
    }

    /** All sites, ordered by id. */
    public Collection<SiteLedger> sites() {
        return ledger.sites();
    }
}
