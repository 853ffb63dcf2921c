package dev.voicgen.platform.kafka;

import dev.voicgen.platform.config.KafkaSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the settings of a topic promise, and whether those of a topic that is there already keep it. More than was asked for,
 * such as a longer retention, is an operator's own choice.
 */
final class TopicPromises {

    private static final String IN_SYNC = "min.insync.replicas";

    /** By the setting: what is no longer so where it is weaker. In the order in which they are told. */
    private static final Map<String, String> PROMISED = new TreeMap<>(Map.of(
            IN_SYNC,
            "what was acknowledged outlives the loss of one broker",
            "cleanup.policy",
            "records stay as long as their readers need them",
            "max.message.bytes",
            "the longest article fits",
            "message.timestamp.type",
            "time is the broker's and the same for every reader",
            "retention.ms",
            "a reader that was away for a while finds all records"));

    private TopicPromises() {}

    /** @param topic the settings that belong to the topic itself */
    static Map<String, String> config(Map<String, String> topic, KafkaSettings kafka) {
        Map<String, String> config = new TreeMap<>(topic);
        config.put(IN_SYNC, String.valueOf(kafka.minInSyncReplicas()));
        return config;
    }

    /**
     * What {@code actual} does not keep, in words for an operator.
     *
     * @param asked as {@link #config} has it
     */
    static List<String> broken(Map<String, String> asked, Map<String, String> actual) {
        return PROMISED.entrySet().stream()
                .filter(promise ->
                        isWeaker(promise.getKey(), asked.get(promise.getKey()), actual.get(promise.getKey())))
                .map(promise -> promise.getKey() + "=" + actual.get(promise.getKey()) + " and not "
                        + asked.get(promise.getKey()) + ", so it is not promised that " + promise.getValue())
                .toList();
    }

    private static boolean isWeaker(String setting, String asked, String actual) {
        if (asked == null || actual == null) {
            return false;
        }
        return switch (setting) {
            case "cleanup.policy", "message.timestamp.type" -> !actual.equals(asked);
            default -> number(actual) < number(asked);
        };
    }

    /** -1 has no end. */
    private static long number(String value) {
        long number = Long.parseLong(value);
        return number < 0 ? Long.MAX_VALUE : number;
    }
}
