package dev.voicgen.platform.config;

/**
 * How to reach Kafka.
 *
 * @param bootstrap {@code host:port}, comma-separated
 * @param partitions of topics that are created; of no effect on those that exist
 * @param replicas of topics that are created
 */
public record KafkaSettings(String bootstrap, int partitions, int replicas) {

    public static KafkaSettings from(Settings settings) {
        return new KafkaSettings(
                settings.required("VOICGEN_KAFKA_BOOTSTRAP"),
                settings.number("VOICGEN_KAFKA_PARTITIONS", 8, 1, 1_000),
                settings.number("VOICGEN_KAFKA_REPLICAS", 1, 1, 10));
    }
}
