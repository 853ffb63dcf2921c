package dev.voicgen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestartableKafkaIT {
    private static final String TOPIC = "topic";

    @Test
    void a_running_producer_goes_on_after_a_restart() throws Exception {
        try (RestartableKafka kafka = RestartableKafka.start();
                KafkaProducer<String, String> producer = KafkaClients.producer(kafka.bootstrapServers())) {
            KafkaClients.createTopic(kafka.bootstrapServers(), TOPIC);
            assertThat(offset(send(producer))).isEqualTo(0);

            kafka.stop();
            Future<RecordMetadata> pending = send(producer);
            kafka.startAgain();

            assertThat(offset(pending)).isEqualTo(1);
        }
    }

    @Test
    void each_proxy_cuts_off_its_own_clients_only() throws Exception {
        try (RestartableKafka kafka = RestartableKafka.withProxies(2);
                KafkaProducer<String, String> cutOff = KafkaClients.producer(kafka.bootstrapServers(0));
                KafkaProducer<String, String> other = KafkaClients.producer(kafka.bootstrapServers(1))) {
            KafkaClients.createTopic(kafka.bootstrapServers(), TOPIC);
            assertThat(offset(send(cutOff))).isEqualTo(0);
            assertThat(offset(send(other))).isEqualTo(1);

            kafka.proxy(0).cut();

            Future<RecordMetadata> held = send(cutOff);
            assertThat(offset(send(other))).isEqualTo(2);
            assertThat(held.isDone()).isFalse();
            kafka.proxy(0).restore();
            assertThat(offset(held)).isEqualTo(3);
        }
    }

    @Test
    void a_broker_whose_answers_are_lost_has_still_written_the_record() throws Exception {
        try (RestartableKafka kafka = RestartableKafka.withProxies(1);
                KafkaProducer<String, String> producer = KafkaClients.producer(kafka.bootstrapServers(0))) {
            KafkaClients.createTopic(kafka.bootstrapServers(), TOPIC);
            assertThat(offset(send(producer))).isEqualTo(0);

            kafka.proxy(0).cutDownstream();
            Future<RecordMetadata> unanswered = send(producer);

            await().atMost(Duration.ofSeconds(20)).until(() -> endOffset(kafka.bootstrapServers()) == 2);
            assertThat(unanswered.isDone()).isFalse();
            kafka.proxy(0).restore();
            assertThat(offset(unanswered)).isEqualTo(1);
        }
    }

    @Test
    void proxies_find_the_broker_again_after_a_restart() throws Exception {
        try (RestartableKafka kafka = RestartableKafka.withProxies(1);
                KafkaProducer<String, String> producer = KafkaClients.producer(kafka.bootstrapServers(0))) {
            KafkaClients.createTopic(kafka.bootstrapServers(), TOPIC);
            assertThat(offset(send(producer))).isEqualTo(0);

            kafka.stop();
            kafka.startAgain();

            assertThat(offset(send(producer))).isEqualTo(1);
        }
    }

    /** By another thread: while the broker is away, {@code send} itself may wait for metadata. */
    private static Future<RecordMetadata> send(KafkaProducer<String, String> producer) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return producer.send(new ProducerRecord<>(TOPIC, "value")).get(60, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new CompletionException(e);
            }
        });
    }

    private static long endOffset(String bootstrap) throws Exception {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get(30, TimeUnit.SECONDS)
                    .offset();
        }
    }

    private static long offset(Future<RecordMetadata> acknowledged) throws Exception {
        return acknowledged.get(60, TimeUnit.SECONDS).offset();
    }
}
