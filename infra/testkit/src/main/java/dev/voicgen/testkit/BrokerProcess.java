package dev.voicgen.testkit;

import dev.voicgen.embedded.EmbeddedKafka;
import java.nio.file.Path;

/** A Kafka node for {@link ServiceProcess}, so that a broker can be killed: the arguments are its directory and port. */
public final class BrokerProcess {

    private BrokerProcess() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        System.out.println("kafka ready at kafka://" + kafka.bootstrapServers());
        Thread.currentThread().join();
    }
}
