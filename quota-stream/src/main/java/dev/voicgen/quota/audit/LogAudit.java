package dev.voicgen.quota.audit;

import dev.voicgen.contracts.site.QuotaUsage;
import dev.voicgen.contracts.site.UsageCount;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicConsumers;
import dev.voicgen.quota.admission.LogPosition;
import dev.voicgen.quota.admission.Output;
import dev.voicgen.quota.admission.SiteLedger;
import dev.voicgen.quota.topology.LogFold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads what was told first and the log afterwards, so that everything told follows from what is then read, also while
 * the platform runs. All of the ledger is kept in memory. For one thread.
 */
final class LogAudit {

    private final KafkaSettings kafka;
    private final ToldVerdicts verdicts = new ToldVerdicts();
    private final ToldCounts counts = new ToldCounts();
    private final LogFold fold = new LogFold();
    private Instant newest = Instant.EPOCH;
    private long commands;

    LogAudit(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** @param inDatabase how months stand there, read before this is called; empty where there is no database */
    Findings run(List<UsageCount> inDatabase) {
        readVerdicts();
        Map<Integer, Long> committed = CommittedOffsets.of(kafka);
        readCounts();
        inDatabase.forEach(counts::inDatabase);
        Set<Integer> shortened = foldLog(committed);
        return findings(shortened);
    }

    private void readVerdicts() {
        try (TopicReader reader = new TopicReader(kafka, Topics.ADMISSION_VERDICTS)) {
            reader.read(
                    Set.of(), record -> verdicts.told(TopicConsumers.read(Topics.ADMISSION_VERDICTS, record.value())));
        }
    }

    private void readCounts() {
        try (TopicReader reader = new TopicReader(kafka, Topics.USAGE_COUNTERS)) {
            reader.read(Set.of(), record -> counts.onTopic(TopicConsumers.read(Topics.USAGE_COUNTERS, record.value())));
        }
    }

    private Set<Integer> foldLog(Map<Integer, Long> committed) {
        try (TopicReader reader = new TopicReader(kafka, Topics.SITE_COMMANDS)) {
            Set<Integer> shortened = reader.shortened();
            reader.read(shortened, record -> {
                boolean isCommitted = record.offset() < committed.getOrDefault(record.partition(), 0L);
                fold(record, isCommitted);
            });
            return shortened;
        }
    }

    private void fold(ConsumerRecord<byte[], byte[]> record, boolean isCommitted) {
        commands++;
        Instant appended = Instant.ofEpochMilli(record.timestamp());
        newest = appended.isAfter(newest) ? appended : newest;
        LogPosition at = new LogPosition(record.partition(), record.offset(), appended);
        for (Output output : fold.apply(record.key(), record.value(), at)) {
            if (output instanceof Output.Answer answer) {
                verdicts.folded(answer.verdict());
            } else if (output instanceof Output.Count count) {
                counts.folded(count.count(), isCommitted);
            }
        }
    }

    private Findings findings(Set<Integer> shortened) {
        List<String> differences = new ArrayList<>(verdicts.differences());
        differences.addAll(counts.differences());
        List<String> unchecked = new ArrayList<>();
        // What the log no longer tells may have been told rightly.
        List<String> unknown = shortened.isEmpty() ? differences : unchecked;
        verdicts.unknown().forEach(id -> unknown.add("request " + id + " was told a verdict and is not on the log"));
        counts.unknown().forEach(claim -> unknown.add(claim + " and the log does not"));
        shortened.stream()
                .sorted()
                .forEach(
                        partition -> unchecked.add(
                                "partition " + partition
                                        + " of site.commands no longer begins at offset 0: its sites cannot be folded from their beginning"));
        String checked = commands + " commands, " + verdicts.size() + " verdicts and " + counts.checked()
                + " counts of months were read";
        return new Findings(fold.sites().stream().map(this::words).toList(), checked, differences, unchecked);
    }

    private String words(SiteLedger site) {
        QuotaUsage usage = site.usageAt(newest);
        return "site " + site.site().siteId() + ": " + usage.used() + " settled, " + usage.reserved() + " reserved of "
                + (usage.limit() == null ? "unlimited" : usage.limit()) + ", until " + usage.resetsAt();
    }
}
