package dev.voicgen.platform.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How to reach Kafka. Every client there is begins with {@link #client}: what holds for all of them, such as how they
 * encrypt and log in, has its place here.
 *
 * @param bootstrap {@code host:port}, comma-separated
 * @param partitions of topics that are created; of no effect on those that exist
 * @param replicas of topics that are created
 * @param more settings of Kafka's clients by their own names
 */
public record KafkaSettings(String bootstrap, int partitions, int replicas, Map<String, Secret> more) {

    private static final String CLIENT = "VOICGEN_KAFKA_CLIENT_";

    public KafkaSettings {
        more = Map.copyOf(more);
    }

    /** A cluster that needs nothing but its address. */
    public KafkaSettings(String bootstrap, int partitions, int replicas) {
        this(bootstrap, partitions, replicas, Map.of());
    }

    public static KafkaSettings from(Settings settings) {
        return new KafkaSettings(
                settings.required("VOICGEN_KAFKA_BOOTSTRAP"),
                settings.number("VOICGEN_KAFKA_PARTITIONS", 8, 1, 1_000),
                settings.number("VOICGEN_KAFKA_REPLICAS", 1, 1, 10),
                settings.secrets(CLIENT, KafkaSettings::clientSetting));
    }

    /** What every client of this cluster begins with; the caller may change its copy. */
    public Map<String, Object> client() {
        Map<String, Object> client = new HashMap<>(Map.of("reconnect.backoff.max.ms", "1000"));
        more.forEach((name, value) -> client.put(name, value.reveal()));
        client.put("bootstrap.servers", bootstrap);
        return client;
    }

    /**
     * How many replicas must have a record before it is acknowledged: one fewer than there are, so that one may be away and
     * the others still have what was promised.
     */
    public int minInSyncReplicas() {
        return Math.max(1, replicas - 1);
    }

    /** Kafka's own name; one that it does not know would be passed over without a word, and the client run unencrypted. */
    private static String clientSetting(String rest) {
        String name = rest.toLowerCase(Locale.ROOT).replace('_', '.');
        Set<String> bound = Set.of("bootstrap.servers", "client.id", "group.id", "transactional.id");
        boolean known = AdminClientConfig.configNames().contains(name)
                || ProducerConfig.configNames().contains(name)
                || ConsumerConfig.configNames().contains(name);
        if (!known || bound.contains(name)) {
            throw new IllegalArgumentException("is no setting of a Kafka client that can be set: " + name);
        }
        return name;
    }
}
