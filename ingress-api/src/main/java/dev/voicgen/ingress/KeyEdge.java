package dev.voicgen.ingress;

import dev.voicgen.catalog.Database;
import dev.voicgen.ingress.keys.AccessRights;
import dev.voicgen.ingress.keys.KeyView;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicProducer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The part of this instance that knows the rights of keys and domains.
 *
 * @param missing why it cannot decide without the database now, in words for an operator
 * @param stop ends it
 */
record KeyEdge(AccessRights rights, Supplier<Optional<String>> missing, AutoCloseable stop) {

    /** Starts an edge on the clients of the service. */
    interface Start {
        KeyEdge start(KafkaSettings kafka, TopicProducer producer, Database database, MeterRegistry metrics);
    }

    /** The edge of a running platform. */
    static KeyEdge live(KafkaSettings kafka, TopicProducer producer, Database database, MeterRegistry metrics) {
        KeyView view = KeyView.start(kafka, producer, database, metrics);
        return new KeyEdge(view, view::missing, view);
    }
}
