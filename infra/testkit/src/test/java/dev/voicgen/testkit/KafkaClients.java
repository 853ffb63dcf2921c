package dev.voicgen.testkit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Clients that notice trouble within seconds. */
final class KafkaClients {
    static final int REQUEST_TIMEOUT_MILLIS = 1_000;

    private KafkaClients() {}

    static void createTopic(String bootstrap, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
    }

    static KafkaProducer<String, String> producer(String bootstrap) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrap,
                "acks",
                "all",
                "linger.ms",
                0,
                "request.timeout.ms",
                REQUEST_TIMEOUT_MILLIS,
                "delivery.timeout.ms",
                60_000,
                "reconnect.backoff.max.ms",
                200);
        return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }
}
