package dev.voicgen.embedded;

import java.nio.file.Path;

/** Runs a broker until it is killed, and has one record acknowledged before it says so. */
final class KafkaProcess {
    static final String TOPIC = "kept";
    static final String VALUE = "acknowledged before the kill";

    private KafkaProcess() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), 0);
        KafkaRecords.createTopic(kafka.bootstrapServers(), TOPIC);
        KafkaRecords.write(kafka.bootstrapServers(), TOPIC, VALUE);
        System.out.println("written " + kafka.bootstrapServers());
        Thread.currentThread().join();
    }
}
