package dev.voicgen.ingress;

import dev.voicgen.catalog.Database;
import dev.voicgen.ingress.keys.KeyCheck;
import dev.voicgen.ingress.keys.KeyView;
import dev.voicgen.ingress.keys.SiteDirectory;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicProducer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What decides at this instance who is let in.
 *
 * @param missing what keeps it from deciding by itself, in words for an operator
 * @param stop ends it
 */
record KeyEdge(KeyCheck keys, SiteDirectory sites, Supplier<Optional<String>> missing, AutoCloseable stop) {

    /** Starts an edge on the clients of the service. */
    interface Start {
        KeyEdge start(KafkaSettings kafka, TopicProducer producer, Database database, MeterRegistry metrics);
    }

    /** The edge of a running platform. */
    static KeyEdge live(KafkaSettings kafka, TopicProducer producer, Database database, MeterRegistry metrics) {
        KeyView view = KeyView.start(kafka, producer, database, metrics);
        return new KeyEdge(view, view, view::missing, view);
    }
}
