package dev.voicgen.ingress;

import dev.voicgen.ingress.keys.KeyCheck;
import dev.voicgen.ingress.keys.SiteDirectory;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.database.Database;
import dev.voicgen.platform.kafka.TopicProducer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BooleanSupplier;

/**
 * What decides at this instance who is let in.
 *
 * @param current whether keys can be decided now
 * @param stop ends it
 */
record Edge(KeyCheck keys, SiteDirectory sites, BooleanSupplier current, AutoCloseable stop) {

    /** Starts an edge on the clients of the service. */
    interface Start {
        Edge start(KafkaSettings kafka, TopicProducer producer, Database database, MeterRegistry metrics);
    }
}
