package dev.voicgen.quota.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.batch.BatchEvent;
import dev.voicgen.contracts.topic.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of the release that knew version 1 of the rules alone mean what they meant there, and so do its stores. */
@Tag("slow")
class RecordedLogTest {

    private static final String MANY_SINGLES = "rules-1/log-20.ndjson.gz";
    private static final String MUCH_BULK = "rules-1/log-21.ndjson.gz";

    @TempDir
    Path stateDir;

    private record Told(String place, String key, Object value) {}

    @ParameterizedTest
    @ValueSource(strings = {MANY_SINGLES, MUCH_BULK})
    void sameIsToldOfEveryCommand(String log) throws IOException {
        RecordedLog recorded = RecordedLog.read(log);

        RecordedLog folded = RecordedLog.fold(recorded.commands(), stateDir);

        assertThat(read(recorded.told())).hasSizeGreaterThan(500);
        assertThat(read(folded.told())).isEqualTo(read(recorded.told()));
    }

    @ParameterizedTest
    @ValueSource(strings = {MANY_SINGLES, MUCH_BULK})
    void sameIsStoredAndStoredEntriesCanBeRead(String log) throws IOException {
        RecordedLog recorded = RecordedLog.read(log);

        RecordedLog folded = RecordedLog.fold(recorded.commands(), stateDir);

        assertThat(read(recorded.stored())).hasSizeGreaterThan(20);
        assertThat(read(folded.stored())).isEqualTo(read(recorded.stored()));
    }

    private static List<Told> read(List<RecordedLog.Line> lines) {
        return lines.stream()
                .map(line -> new Told(line.place(), new String(line.key(), StandardCharsets.UTF_8), value(line)))
                .toList();
    }

    private static Object value(RecordedLog.Line line) {
        return switch (line.place()) {
            case LedgerStores.SITES -> JsonCodec.SITE_LEDGER.decode(line.value());
            case LedgerStores.POSTS -> PostEntryCodec.decode(line.value());
            case LedgerStores.BATCHES -> JsonCodec.BATCH_ENTRY.decode(line.value());
            case LedgerStores.BACKLOG ->
                EncodedDecision.Outgoing.bulk(line.value()).sink() + new String(line.value(), StandardCharsets.UTF_8);
            default -> asAtFirst(topic(line.place()).values().deserializer().deserialize(line.place(), line.value()));
        };
    }

    /** Without what later releases say besides. */
    private static Object asAtFirst(Object told) {
        return told instanceof BatchEvent.ItemAdmitted item
                ? new BatchEvent.ItemAdmitted(
                        item.batchId(),
                        item.siteId(),
                        item.at(),
                        item.index(),
                        item.post(),
                        item.jobId(),
                        item.outcome(),
                        false)
                : told;
    }

    private static Topic<?, ?> topic(String name) {
        return RecordedLog.TOPICS.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
