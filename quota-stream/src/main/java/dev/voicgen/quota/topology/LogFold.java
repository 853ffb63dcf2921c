package dev.voicgen.quota.topology;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.quota.admission.Decision;
import dev.voicgen.quota.admission.InMemoryLedger;
import dev.voicgen.quota.admission.LogPosition;
import dev.voicgen.quota.admission.Output;
import dev.voicgen.quota.admission.SiteLedger;
import java.util.Collection;
import java.util.List;

/** The log folded from its beginning with the processor's own steps, but in memory and telling nobody. For one thread. */
public final class LogFold {

    private final InMemoryLedger ledger = new InMemoryLedger();

    /** What the processor has told of the record, or will; nothing where it is a dead letter. */
    public List<Output> apply(byte[] key, byte[] value, LogPosition at) {
        try {
            SiteCommand command = CommandReader.read(key, value);
            Decision decision = Decided.of(ledger.load(command), command, at).decision();
            ledger.save(command, decision.state());
            return decision.outputs();
        } catch (PoisonCommand deadLetter) {
            return List.of();
        }
    }

    /** All sites, by their ids. */
    public Collection<SiteLedger> sites() {
        return ledger.sites();
    }
}
