package dev.voicgen.keyadmin.revocation;

import dev.voicgen.contracts.key.ControlRecord;
import dev.voicgen.contracts.key.Moment;
import java.util.ArrayList;
import java.util.List;

/** {@code key.control} in the model: a snapshot with the old key at offset 0, then whatever comes. */
record ModelLog(List<Entry> entries) {

    /** A record of the log. */
    sealed interface Entry {}

    /** The site's rights: with the old key, or without it. */
    record Snapshot(boolean hasOldKey) implements Entry {}

    /** @param notedAt known to its sender alone */
    record Beat(int node, ControlRecord.Heartbeat heartbeat, Moment notedAt) implements Entry {}

    /** The tombstone of an instance. */
    record Left(int node) implements Entry {}

    /** Whatever everyone whom it concerns has read. */
    record Read() implements Entry {}

    static final ModelLog INITIAL = new ModelLog(List.of(new Snapshot(true)));

    ModelLog with(Entry entry) {
        List<Entry> longer = new ArrayList<>(entries);
        longer.add(entry);
        return new ModelLog(List.copyOf(longer));
    }

    /** Without what nobody will read any more: fewer states. */
    ModelLog simplified(List<ModelNode> nodes, int adminHasRead) {
        List<Entry> needed = new ArrayList<>(entries);
        for (int offset = 0; offset < Math.min(adminHasRead, end()); offset++) {
            if (at(offset) instanceof Left
                    || (at(offset) instanceof Beat beat
                            && nodes.get(beat.node()).applied() > offset)) {
                needed.set(offset, new Read());
            }
        }
        return new ModelLog(List.copyOf(needed));
    }

    Entry at(int offset) {
        return entries.get(offset);
    }

    int end() {
        return entries.size();
    }

    /** Where the revocation stands, -1 before it is there. */
    int revocation() {
        return entries.indexOf(new Snapshot(false));
    }

    /** Whether a later heartbeat of the same instance would let compaction remove this one. */
    boolean isSuperseded(int offset) {
        return at(offset) instanceof Beat beat
                && entries.subList(offset + 1, end()).stream()
                        .anyMatch(later -> later instanceof Beat other && other.node() == beat.node());
    }
}
