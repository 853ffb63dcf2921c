package dev.voicgen.platform.kafka;

import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing. Services may do so at the same time; existing topics are left as they are. */
public final class TopicProvisioner {

    private static final int DEADLINE_SECONDS = 30;

    private TopicProvisioner() {}

    /** @throws IllegalStateException where Kafka does not answer within 30 s or refuses */
    public static void createMissing(KafkaSettings kafka) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            Set<String> existing = admin.listTopics().names().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = Topics.all().stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(topic -> newTopic(topic, kafka))
                    .toList();
            for (var creation : admin.createTopics(missing).values().values()) {
                awaitCreation(creation);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot create topics at " + kafka.bootstrap(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }

    private static void awaitCreation(KafkaFuture<Void> creation)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            creation.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            // Another service was quicker.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static NewTopic newTopic(Topic<?, ?> topic, KafkaSettings kafka) {
        int partitions = topic.partitions() == Topic.BY_DEPLOYMENT ? kafka.partitions() : topic.partitions();
        return new NewTopic(topic.name(), partitions, (short) kafka.replicas()).configs(topic.config());
    }
}
