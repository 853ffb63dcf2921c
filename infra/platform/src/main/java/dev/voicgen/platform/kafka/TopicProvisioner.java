package dev.voicgen.platform.kafka;

import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that are missing. Services may do so at the same time; existing topics are left as they are, and the log
 * says which of them keep less than they should.
 *
 * <p>A created topic is not yet one that takes records. A producer that writes too early may see its first batch refused
 * and the second taken: then the first is out of sequence for good and fails at its deadline. So nobody writes before all
 * leaders answer.
 */
public final class TopicProvisioner {

    private static final Logger log = LoggerFactory.getLogger(TopicProvisioner.class);
    private static final int DEADLINE_SECONDS = 30;
    private static final int RETRY_MILLIS = 50;

    private TopicProvisioner() {}

    /**
     * Returns when every partition takes records.
     *
     * @throws IllegalStateException where Kafka does not answer within 30 s or refuses
     */
    public static void createMissing(KafkaSettings kafka) {
        try (Admin admin = Admin.create(kafka.client())) {
            Set<String> existing = admin.listTopics().names().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = Topics.all().stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(topic -> newTopic(topic, kafka))
                    .toList();
            for (var creation : admin.createTopics(missing).values().values()) {
                awaitCreation(creation);
            }
            tellBrokenPromises(admin, existing, kafka);
            awaitLeaders(admin);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot create topics at " + kafka.bootstrap(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }

    private static void tellBrokenPromises(Admin admin, Set<String> existing, KafkaSettings kafka)
            throws InterruptedException, TimeoutException {
        Map<ConfigResource, Map<String, String>> asked = new HashMap<>();
        Topics.all().stream()
                .filter(topic -> existing.contains(topic.name()))
                .forEach(topic -> asked.put(resource(topic.name()), TopicPromises.config(topic.config(), kafka)));
        existing.stream()
                .filter(name -> name.startsWith(Topics.STATE_PREFIX))
                .forEach(name -> asked.put(resource(name), TopicPromises.config(Map.of(), kafka)));
        try {
            admin.describeConfigs(asked.keySet())
                    .all()
                    .get(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .forEach((topic, actual) -> TopicPromises.broken(asked.get(topic), values(actual))
                            .forEach(broken -> log.warn("topic={} has {}", topic.name(), broken)));
        } catch (ExecutionException e) {
            log.warn(
                    "the settings of the topics cannot be looked at: {}",
                    e.getCause().toString());
        }
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static Map<String, String> values(Config config) {
        Map<String, String> values = new HashMap<>();
        config.entries().forEach(entry -> values.put(entry.name(), entry.value()));
        return values;
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

    /** A broker may not have heard of a topic, or not yet lead it, when the controller has made it: asked until it has. */
    private static void awaitLeaders(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (true) {
            try {
                askLeaders(admin);
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException) || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    /** Only a leader that has taken over knows where its partition ends. */
    private static void askLeaders(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        List<String> topics = Topics.all().stream().<String>map(Topic::name).toList();
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .values()
                .forEach(topic -> topic.partitions()
                        .forEach(partition -> ends.put(
                                new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest())));
        admin.listOffsets(ends).all().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    private static NewTopic newTopic(Topic<?, ?> topic, KafkaSettings kafka) {
        int partitions = topic.partitions() == Topic.BY_DEPLOYMENT ? kafka.partitions() : topic.partitions();
        return new NewTopic(topic.name(), partitions, (short) kafka.replicas())
                .configs(TopicPromises.config(topic.config(), kafka));
    }
}
