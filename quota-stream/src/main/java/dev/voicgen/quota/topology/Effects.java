package dev.voicgen.quota.topology;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.quota.admission.Decision;
import dev.voicgen.quota.admission.LedgerState;
import dev.voicgen.quota.admission.Output;
import java.util.ArrayList;
import java.util.List;

/**
 * What a decision does, encoded but not done.
 *
 * @param releases of jobs that were encoded when they were held
 * @param followers what waited for the end of a job, encoded in the same way
 */
record Effects(
        List<LedgerStores.Write> writes,
        List<OutgoingRecord> records,
        List<Output.Release> releases,
        List<Output.QueueNext> followers) {

    /** @throws RuntimeException where a part cannot be encoded */
    static Effects of(SiteCommand command, LedgerState before, Decision decision) {
        Effects effects = new Effects(
                new ArrayList<>(LedgerStores.changes(command, before, decision.state())),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        decision.outputs().forEach(effects::add);
        return effects;
    }

    private void add(Output output) {
        if (output instanceof Output.Hold hold) {
            writes.add(LedgerStores.hold(hold));
        } else if (output instanceof Output.HoldNext hold) {
            writes.add(LedgerStores.holdNext(hold));
        } else if (output instanceof Output.Release release) {
            releases.add(release);
        } else if (output instanceof Output.QueueNext follower) {
            followers.add(follower);
        } else {
            records.add(OutgoingRecord.of(output));
        }
    }
}
