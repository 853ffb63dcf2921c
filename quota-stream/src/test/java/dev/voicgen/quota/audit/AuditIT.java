package dev.voicgen.quota.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.UsageCount;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicProducer;
import dev.voicgen.platform.kafka.TopicProvisioner;
import dev.voicgen.quota.admission.CommandFixture;
import dev.voicgen.quota.admission.InMemoryLedger;
import dev.voicgen.quota.admission.LogPosition;
import dev.voicgen.quota.admission.Output;
import dev.voicgen.quota.admission.SiteFixture;
import dev.voicgen.testkit.RestartableKafka;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One broker whose log is told rightly at first, then falsely, and is cut at last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditIT {

    private static final InMemoryLedger LEDGER = new InMemoryLedger();
    private static RestartableKafka broker;
    private static TopicProducer producer;
    private static YearMonth month;

    @BeforeAll
    static void tellRightly() throws IOException {
        broker = RestartableKafka.start();
        KafkaSettings kafka = new KafkaSettings(broker.bootstrapServers(), 1, 1);
        TopicProvisioner.createMissing(kafka);
        producer = TopicProducer.open("test", kafka, Duration.ofSeconds(30));
        append(new SiteCommand.SiteChanged(SiteFixture.active(7, 1, 5)));
        append(CommandFixture.generate("r1", 7, "p", Instant.now()));
        append(CommandFixture.generate("r2", 7, "p", Instant.now()));
    }

    @AfterAll
    static void stop() throws IOException {
        producer.close();
        broker.close();
    }

    @Test
    @Order(1)
    void whatFollowsFromTheLogAgrees() {
        AuditFindings findings = audit();

        assertThat(findings.exitCode()).as(findings.text()).isZero();
        assertThat(findings.text())
                .contains("site 7: 0 settled, 1 reserved of 5")
                .contains("audit: OK, 3 commands, 2 verdicts and 2 counts");
    }

    @Test
    @Order(2)
    void eachFalsehoodIsNamed() {
        producer.send(Topics.ADMISSION_VERDICTS, "r2", new Verdict.Queued("r2", 99, null))
                .join();
        producer.send(Topics.ADMISSION_VERDICTS, "r3", new Verdict.Queued("r3", 99, null))
                .join();
        UsageCount count = new UsageCount(7, month, 5, 1, 1, 1);
        producer.send(Topics.USAGE_COUNTERS, count.key(), count).join();

        AuditFindings findings = audit();

        assertThat(findings.exitCode()).isEqualTo(1);
        assertThat(findings.differences())
                .hasSize(3)
                .anyMatch(difference -> difference.startsWith("request r2 was told"))
                .anyMatch(difference -> difference.startsWith("request r3 was told"))
                .anyMatch(difference -> difference.startsWith("usage.counters says UsageCount[siteId=7"));
    }

    @Test
    @Order(3)
    void shortenedLogIsToldAndNothingIsClaimedOfIt() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteRecords(
                            Map.of(new TopicPartition(Topics.SITE_COMMANDS.name(), 0), RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        }

        AuditFindings findings = audit();

        assertThat(findings.exitCode()).isEqualTo(2);
        assertThat(findings.text()).contains("partition 0 of site.commands no longer begins at offset 0");
    }

    private static AuditFindings audit() {
        return Audit.run(Map.of("VOICGEN_KAFKA_BOOTSTRAP", broker.bootstrapServers()));
    }

    private static void append(SiteCommand command) {
        var appended = producer.send(Topics.SITE_COMMANDS, String.valueOf(command.siteId()), command)
                .join();
        Instant at = Instant.ofEpochMilli(appended.timestamp());
        month = YearMonth.from(at.atOffset(ZoneOffset.UTC));
        for (Output output : LEDGER.apply(command, new LogPosition(0, appended.offset(), at))) {
            if (output instanceof Output.Answer answer) {
                producer.send(Topics.ADMISSION_VERDICTS, answer.verdict().requestId(), answer.verdict())
                        .join();
            } else if (output instanceof Output.Count told) {
                producer.send(Topics.USAGE_COUNTERS, told.count().key(), told.count())
                        .join();
            }
        }
    }
}
