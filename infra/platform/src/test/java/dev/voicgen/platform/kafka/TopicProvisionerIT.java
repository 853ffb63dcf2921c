package dev.voicgen.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.testkit.TestInfrastructure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TopicProvisionerIT {

    private final KafkaSettings kafka =
            new KafkaSettings(TestInfrastructure.shared().kafkaBootstrap(), 2, 1);
    private final Logger log = (Logger) LoggerFactory.getLogger(TopicProvisioner.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
    }

    @Test
    void topics_have_their_settings_and_one_that_was_weakened_is_told() throws Exception {
        TopicProvisioner.createMissing(kafka);
        assertThat(setting(Topics.SITE_COMMANDS, "min.insync.replicas")).isEqualTo("1");
        assertThat(setting(Topics.SITE_COMMANDS, "message.timestamp.type")).isEqualTo("LogAppendTime");
        TopicProvisioner.createMissing(kafka);
        assertThat(lines.list).isEmpty();

        set(Topics.DEAD_EVENTS, new ConfigEntry("retention.ms", "60000"));
        TopicProvisioner.createMissing(kafka);
        set(
                Topics.DEAD_EVENTS,
                new ConfigEntry("retention.ms", Topics.DEAD_EVENTS.config().get("retention.ms")));

        assertThat(lines.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains("topic=" + Topics.DEAD_EVENTS.name(), "retention.ms=60000", "finds all records");
    }

    @Test
    void a_cluster_that_grew_is_told_of_topics_from_before() {
        TopicProvisioner.createMissing(kafka);

        TopicProvisioner.createMissing(new KafkaSettings(kafka.bootstrap(), 2, 3));

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains("topic=site.commands has min.insync.replicas=1 and not 2"))
                .hasSameSizeAs(Topics.all());
    }

    private String setting(Topic<?, ?> topic, String name) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        try (Admin admin = Admin.create(kafka.client())) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(name)
                    .value();
        }
    }

    private void set(Topic<?, ?> topic, ConfigEntry entry) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        try (Admin admin = Admin.create(kafka.client())) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(new AlterConfigOp(entry, OpType.SET))))
                    .all()
                    .get();
        }
    }
}
