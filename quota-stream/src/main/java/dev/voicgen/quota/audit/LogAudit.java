package dev.voicgen.quota.audit;

import dev.voicgen.contracts.site.QuotaUsage;
import dev.voicgen.contracts.site.UsageCount;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicConsumers;
import dev.voicgen.quota.admission.LogPosition;
import dev.voicgen.quota.admission.Output;
import dev.voicgen.quota.admission.SiteLedger;
import dev.voicgen.quota.topology.AdmissionTopology;
import dev.voicgen.quota.topology.LogFold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the published verdicts and counts first and the log afterwards, so that the log contains their commands even while the
 * platform runs. Keeps the whole ledger in memory. For one thread.
 */
final class LogAudit {

    private static final int DEADLINE_SECONDS = 30;

    private final KafkaSettings kafka;
    private final PublishedVerdicts verdicts = new PublishedVerdicts();
    private final PublishedCounts counts = new PublishedCounts();
    private final LogFold fold = new LogFold();
    private Instant newest = Instant.EPOCH;
    private long commands;

    LogAudit(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** @param inDatabase the months there, read before this is called; empty where there is no database */
    AuditFindings run(List<UsageCount> inDatabase) {
        readVerdicts();
        Map<Integer, Long> committed = committedOffsets();
        readCounts();
        inDatabase.forEach(counts::inDatabase);
        Set<Integer> shortened = foldLog(committed);
        return findings(shortened);
    }

    private void readVerdicts() {
        try (WholeTopicReader reader = new WholeTopicReader(kafka, Topics.ADMISSION_VERDICTS)) {
            reader.read(
                    Set.of(),
                    record -> verdicts.onTopic(TopicConsumers.read(Topics.ADMISSION_VERDICTS, record.value())));
        }
    }

    private void readCounts() {
        try (WholeTopicReader reader = new WholeTopicReader(kafka, Topics.USAGE_COUNTERS)) {
            reader.read(Set.of(), record -> counts.onTopic(TopicConsumers.read(Topics.USAGE_COUNTERS, record.value())));
        }
    }

    /**
     * The offset that admission has committed, for each partition of the log: the output of every command before it is published.
     *
     * @throws IllegalStateException where Kafka does not answer within 30 s
     */
    private Map<Integer, Long> committedOffsets() {
        try (Admin admin = Admin.create(kafka.client())) {
            Map<Integer, Long> committed = new HashMap<>();
            admin.listConsumerGroupOffsets(AdmissionTopology.APPLICATION_ID)
                    .partitionsToOffsetAndMetadata()
                    .get(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .forEach((partition, offset) -> {
                        if (partition.topic().equals(Topics.SITE_COMMANDS.name()) && offset != null) {
                            committed.put(partition.partition(), offset.offset());
                        }
                    });
            return committed;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot ask Kafka how far admission is", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Kafka", e);
        }
    }

    private Set<Integer> foldLog(Map<Integer, Long> committed) {
        try (WholeTopicReader reader = new WholeTopicReader(kafka, Topics.SITE_COMMANDS)) {
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

    private AuditFindings findings(Set<Integer> shortened) {
        List<String> differences = new ArrayList<>(verdicts.differences());
        differences.addAll(counts.differences());
        List<String> unchecked = new ArrayList<>();
        // A partition that no longer begins at offset 0 cannot contradict them.
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
        return new AuditFindings(fold.sites().stream().map(this::words).toList(), checked, differences, unchecked);
    }

    private String words(SiteLedger site) {
        QuotaUsage usage = site.usageAt(newest);
        return "site " + site.site().siteId() + ": " + usage.used() + " settled, " + usage.reserved() + " reserved of "
                + (usage.limit() == null ? "unlimited" : usage.limit()) + ", until " + usage.resetsAt();
    }
}
