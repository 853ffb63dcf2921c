package dev.voicgen.bench;

import dev.voicgen.bench.run.Backends;
import dev.voicgen.contracts.key.ControlRecord;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.kafka.TopicFollower;
import dev.voicgen.platform.kafka.TopicProducer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The least that a confirmed change costs: a commit, an acknowledged append to {@code key.control}, and reading it back. */
final class BareEcho implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final String INSTANCE = "bench-echo";

    private final BlockingQueue<ConsumerRecord<byte[], byte[]>> read = new LinkedBlockingQueue<>();
    private final byte[] ownKey =
            new ControlRecord.Heartbeat(INSTANCE, 0, 0).key().getBytes(StandardCharsets.UTF_8);
    private final Connection connection;
    private final TopicProducer producer;
    private final TopicFollower follower;
    private long sequence;

    private BareEcho(Backends backends) throws SQLException {
        connection = DriverManager.getConnection(backends.jdbcUrl());
        try (Statement create = connection.createStatement()) {
            create.execute("create table bench_echo (n bigint)");
        }
        producer = TopicProducer.open("bench-echo", backends.kafka(), DEADLINE);
        follower = TopicFollower.start("bench-echo", Topics.KEY_CONTROL, backends.kafka(), this::note);
    }

    static BareEcho start(Backends backends) throws SQLException {
        return new BareEcho(backends);
    }

    private void note(List<ConsumerRecord<byte[], byte[]>> records) {
        records.stream().filter(record -> Arrays.equals(record.key(), ownKey)).forEach(read::add);
    }

    void once() throws Exception {
        sequence++;
        try (Statement insert = connection.createStatement()) {
            insert.execute("insert into bench_echo values (" + sequence + ")");
        }
        // It claims to have applied nothing, and is gone before a rotation could wait for it.
        ControlRecord.Heartbeat beat = new ControlRecord.Heartbeat(INSTANCE, sequence, -1);
        producer.send(Topics.KEY_CONTROL, beat.key(), beat).get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        if (read.poll(DEADLINE.toMillis(), TimeUnit.MILLISECONDS) == null) {
            throw new IllegalStateException("the record did not come back");
        }
    }

    /** Says that the made-up instance has left. */
    @Override
    public void close() throws Exception {
        producer.send(Topics.KEY_CONTROL, new ControlRecord.Heartbeat(INSTANCE, 0, 0).key(), null)
                .get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        follower.close();
        producer.close();
        connection.close();
    }
}
