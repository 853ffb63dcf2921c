package dev.voicgen.bench;

import dev.voicgen.bench.load.SingleClient;
import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicConsumers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Watches single requests pass: when the command can be read from the log, when the verdict can be read, when the answer is
 * there. Reading costs a fetch, so each moment is one hop's and not an append's. One request is under way at a time, which
 * is how a record is known to be its own.
 */
final class HopTrace implements AutoCloseable {

    private static final int WARM_UP = 500;
    private static final int REQUESTS = 1_000;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long DEADLINE_SECONDS = 5;

    private final int port;
    private final Watcher commands;
    private final Watcher verdicts;

    private HopTrace(int port, Watcher commands, Watcher verdicts) {
        this.port = port;
        this.commands = commands;
        this.verdicts = verdicts;
    }

    static HopTrace start(KafkaSettings kafka, int port) throws InterruptedException {
        return new HopTrace(
                port, Watcher.start(kafka, Topics.SITE_COMMANDS), Watcher.start(kafka, Topics.ADMISSION_VERDICTS));
    }

    MarkdownTable run(String request) throws IOException, InterruptedException {
        List<long[]> hops = new ArrayList<>();
        try (SingleClient client = new SingleClient(port, request)) {
            for (int i = 0; i < WARM_UP + REQUESTS; i++) {
                commands.forget();
                verdicts.forget();
                long sent = System.nanoTime();
                client.exchange();
                long answered = System.nanoTime();
                long onLog = commands.seenAt();
                long decided = verdicts.seenAt();
                if (i >= WARM_UP) {
                    hops.add(new long[] {onLog - sent, decided - onLog, answered - decided, answered - sent});
                }
            }
        }
        return new MarkdownTable("hop, one request at a time", "p50", "p99")
                .row("request → command readable on site.commands", quantile(hops, 0, 50), quantile(hops, 0, 99))
                .row("→ verdict readable on admission.verdicts", quantile(hops, 1, 50), quantile(hops, 1, 99))
                .row("→ answer at the client", quantile(hops, 2, 50), quantile(hops, 2, 99))
                .row("whole", quantile(hops, 3, 50), quantile(hops, 3, 99));
    }

    private static String quantile(List<long[]> hops, int hop, int percent) {
        long[] nanos = hops.stream().mapToLong(each -> each[hop]).toArray();
        Arrays.sort(nanos);
        return MarkdownTable.millis(nanos[Math.min(nanos.length - 1, nanos.length * percent / 100)] / 1_000);
    }

    @Override
    public void close() throws InterruptedException {
        commands.close();
        verdicts.close();
    }

    /** Notes when a record of a topic could be read. */
    private static final class Watcher {

        private final BlockingQueue<Long> seen = new LinkedBlockingQueue<>();
        private final CountDownLatch positioned = new CountDownLatch(1);
        private final Thread thread;
        private volatile boolean closed;

        private Watcher(KafkaSettings kafka, Topic<?, ?> topic) {
            this.thread = new Thread(() -> watch(kafka, topic), "watch-" + topic.name());
        }

        static Watcher start(KafkaSettings kafka, Topic<?, ?> topic) throws InterruptedException {
            Watcher watcher = new Watcher(kafka, topic);
            watcher.thread.start();
            watcher.positioned.await();
            return watcher;
        }

        void forget() {
            seen.clear();
        }

        long seenAt() throws InterruptedException {
            Long at = seen.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            if (at == null) {
                throw new IllegalStateException("a record was not seen");
            }
            return at;
        }

        private void watch(KafkaSettings kafka, Topic<?, ?> topic) {
            try (Consumer<byte[], byte[]> consumer = TopicConsumers.assigned("watch", kafka)) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToEnd(partitions);
                partitions.forEach(consumer::position);
                positioned.countDown();
                while (!closed) {
                    consumer.poll(POLL).forEach(unused -> seen.add(System.nanoTime()));
                }
            }
        }

        void close() throws InterruptedException {
            closed = true;
            thread.join(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
        }
    }
}
