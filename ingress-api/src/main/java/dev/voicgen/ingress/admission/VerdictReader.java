package dev.voicgen.ingress.admission;

import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicConsumers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code admission.verdicts} from its end on, uncommitted, and hands each to the request that waits for it. Every ingress
 * reads all of them: only the record key of the others' is looked at. Owns one thread.
 */
final class VerdictReader implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(VerdictReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration METADATA_WAIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration STOP_WAIT = Duration.ofSeconds(5);

    private final KafkaSettings kafka;
    private final PendingVerdicts pending;
    private final Counter unreadable;
    private final CountDownLatch positioned = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "verdict-reader");
    private volatile boolean closed;
    private volatile Consumer<byte[], byte[]> consumer;

    private VerdictReader(KafkaSettings kafka, PendingVerdicts pending, MeterRegistry metrics) {
        this.kafka = kafka;
        this.pending = pending;
        this.unreadable = metrics.counter("ingress.verdicts.unreadable");
    }

    /**
     * Returns when the reading position is fixed: no verdict on a request sent from now on is missed.
     *
     * @throws IllegalStateException where Kafka does not answer in time
     */
    static VerdictReader start(KafkaSettings kafka, PendingVerdicts pending, MeterRegistry metrics) {
        VerdictReader reader = new VerdictReader(kafka, pending, metrics);
        reader.thread.start();
        if (!reader.awaitPosition()) {
            reader.close();
            throw new IllegalStateException("cannot read " + Topics.ADMISSION_VERDICTS.name());
        }
        return reader;
    }

    @Override
    public void close() {
        closed = true;
        Consumer<byte[], byte[]> running = consumer;
        if (running != null) {
            running.wakeup();
        }
        try {
            thread.join(STOP_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitPosition() {
        try {
            return positioned.await(3 * METADATA_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A reader that fails is replaced by one that starts at the end: those who waited meanwhile are told to ask again. */
    private void run() {
        while (!closed) {
            try (Consumer<byte[], byte[]> fresh = TopicConsumers.assigned("ingress-verdicts", kafka)) {
                consumer = fresh;
                read(fresh);
            } catch (WakeupException stopping) {
                return;
            } catch (RuntimeException e) {
                log.warn("topic={} reading failed, starting again", Topics.ADMISSION_VERDICTS.name(), e);
                pause();
            }
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topics.ADMISSION_VERDICTS.name(), METADATA_WAIT).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(partition -> consumer.position(partition, METADATA_WAIT));
        positioned.countDown();
        while (!closed) {
            consumer.poll(POLL).forEach(this::handOver);
        }
    }

    private void handOver(ConsumerRecord<byte[], byte[]> answer) {
        if (answer.key() == null || !pending.expects(new String(answer.key(), StandardCharsets.UTF_8))) {
            return;
        }
        try {
            pending.complete(TopicConsumers.read(Topics.ADMISSION_VERDICTS, answer.value()));
        } catch (SerializationException e) {
            unreadable.increment();
            log.warn("partition={} offset={} unreadable verdict skipped", answer.partition(), answer.offset());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
