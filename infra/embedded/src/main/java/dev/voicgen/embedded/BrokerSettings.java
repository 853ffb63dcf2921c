package dev.voicgen.embedded;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How a single Kafka node is tuned here, whether it runs embedded or in a container. */
public final class BrokerSettings {
    /** Largest record batch the broker takes, in bytes: a record of 4 MiB and its headers. */
    public static final int MAX_MESSAGE_BYTES = 5 * 1024 * 1024;

    private BrokerSettings() {}

    /** Broker properties by name; without node id, listeners and directories, which differ by way of running. */
    public static Map<String, String> singleNode() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("auto.create.topics.enable", "false");
        settings.put("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        settings.put("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        // The cleaner allocates this at start: 128 MiB by default, for logs far larger than ours.
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
        settings.put("server.max.startup.time.ms", "60000");
        putOneReplica(settings);
        putQuickRecovery(settings);
        putGroupBounds(settings);
        return Collections.unmodifiableMap(settings);
    }

    private static void putOneReplica(Map<String, String> settings) {
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        // 50 partitions each by default, which one node would open one after the other at every start.
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.num.partitions", "4");
    }

    /** After a kill the controller takes the old broker for alive until its session ends, and the new one waits. */
    private static void putQuickRecovery(Map<String, String> settings) {
        settings.put("broker.session.timeout.ms", "1500");
        settings.put("broker.heartbeat.interval.ms", "250");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // While the broker still ends a transaction, it lets the first batch of the next one wait this long, 20 ms by
        // default.
        settings.put("add.partitions.to.txn.retry.backoff.ms", "1");
        // Whoever takes over from a killed transactional writer waits for its open transaction to be aborted.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    }

    /** Lower bounds are lowered so that a client may choose to be noticed missing within a second or two. */
    private static void putGroupBounds(Map<String, String> settings) {
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("group.consumer.min.session.timeout.ms", "1000");
        settings.put("group.consumer.min.heartbeat.interval.ms", "100");
        settings.put("group.share.min.session.timeout.ms", "1000");
        settings.put("group.share.min.heartbeat.interval.ms", "100");
        settings.put("group.share.heartbeat.interval.ms", "1000");
        settings.put("group.share.min.record.lock.duration.ms", "1000");
        // Speaking a long article takes longer than the default maximum of a minute.
        settings.put("group.share.max.record.lock.duration.ms", "3600000");
    }
}
