package dev.voicgen.contracts.topic;

import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic as both sides know it.
 *
 * @param partitions how many, or {@link #BY_DEPLOYMENT} for the deployment's number, chosen once before the first start
 * @param config the broker's settings of this topic
 */
public record Topic<K, V>(String name, Serde<K> keys, Serde<V> values, int partitions, Map<String, String> config) {

    /** The deployment chooses the number of partitions. */
    public static final int BY_DEPLOYMENT = 0;

    public Topic {
        config = Map.copyOf(config);
    }
}
