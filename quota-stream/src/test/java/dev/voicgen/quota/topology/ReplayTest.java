package dev.voicgen.quota.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.quota.admission.InMemoryLedger;
import dev.voicgen.quota.admission.LogPosition;
import dev.voicgen.quota.admission.Output;
import dev.voicgen.quota.admission.RandomCommands;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever folds the same log says the same: that is why a verdict may be read before it is committed. */
@Tag("slow")
class ReplayTest {

    private static final int COMMANDS = 1_500;

    private record Entry(String key, byte[] value, Instant at) {}

    @TempDir
    Path stateDir;

    @Test
    void sameLogGivesTheSameRecordsByteForByte() {
        List<Entry> log = recordedLog(11);

        assertThat(fold(log, "first", ReplayTest::everything))
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(fold(log, "second", ReplayTest::everything));
    }

    @Test
    void longerLogSaysTheSameAboutItsPrefix() {
        List<Entry> log = recordedLog(12);
        List<Verdict> whole = fold(log, "whole", ReplayTest::verdicts);

        List<Verdict> prefix = fold(log.subList(0, COMMANDS / 2), "prefix", ReplayTest::verdicts);

        assertThat(prefix).hasSizeGreaterThan(COMMANDS / 10).isEqualTo(whole.subList(0, prefix.size()));
    }

    /** What is stored as bytes between two commands is what the fold in memory keeps as objects. */
    @Test
    void storesLoseNothing() {
        List<Entry> log = recordedLog(13);
        InMemoryLedger ledger = new InMemoryLedger();
        List<Verdict> inMemory = new ArrayList<>();
        for (int offset = 0; offset < log.size(); offset++) {
            LogPosition at = new LogPosition(0, offset, log.get(offset).at());
            apply(ledger, log.get(offset), at, inMemory);
        }

        assertThat(fold(log, "stores", ReplayTest::verdicts)).isEqualTo(inMemory);
    }

    private static void apply(InMemoryLedger ledger, Entry entry, LogPosition at, List<Verdict> verdicts) {
        try {
            SiteCommand command = CommandReader.read(entry.key().getBytes(StandardCharsets.UTF_8), entry.value());
            for (Output output : ledger.apply(command, at)) {
                if (output instanceof Output.Answer answer) {
                    verdicts.add(answer.verdict());
                }
            }
        } catch (CommandReader.Poison poison) {
            assertThat(entry.value()).isEqualTo(POISON);
        }
    }

    private static final byte[] POISON = "poison".getBytes(StandardCharsets.UTF_8);

    /** Random commands as they would stand on partition 0, with poison here and there. */
    private static List<Entry> recordedLog(long seed) {
        RandomCommands commands = new RandomCommands(seed);
        InMemoryLedger ledger = new InMemoryLedger();
        List<Entry> log = new ArrayList<>();
        for (int offset = 0; offset < COMMANDS; offset++) {
            LogPosition at = new LogPosition(0, offset, commands.nextPosition().appendTime());
            if (offset % 50 == 49) {
                log.add(new Entry("1", POISON, at.appendTime()));
                continue;
            }
            SiteCommand command = commands.next(at);
            log.add(new Entry(String.valueOf(command.siteId()), AdmissionDriver.bytes(command), at.appendTime()));
            ledger.apply(command, at).forEach(commands::follow);
        }
        return log;
    }

    private <T> List<T> fold(List<Entry> log, String name, Function<AdmissionDriver, List<T>> reader) {
        try (AdmissionDriver driver = new AdmissionDriver(stateDir.resolve(name))) {
            log.forEach(entry -> driver.append(entry.key(), entry.value(), entry.at()));
            return reader.apply(driver);
        }
    }

    private static List<Verdict> verdicts(AdmissionDriver driver) {
        return driver.verdicts().stream().map(TestRecord::value).toList();
    }

    private static List<TestRecord<byte[], byte[]>> everything(AdmissionDriver driver) {
        List<TestRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Topic<?, ?> topic : List.of(
                Topics.ADMISSION_VERDICTS,
                Topics.AUDIO_JOBS,
                Topics.AUDIO_JOBS_BULK,
                Topics.AUDIO_EVENTS,
                Topics.BATCH_EVENTS,
                Topics.USAGE_COUNTERS,
                Topics.DEAD_COMMANDS)) {
            records.addAll(driver.raw(topic));
        }
        return records;
    }
}
