package dev.voicgen.quota;

import dev.voicgen.platform.config.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Asks the broker for a sign of life. A stream thread calls itself running long after its broker has gone. Thread-safe. */
final class BrokerProbe implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final Admin admin;

    private BrokerProbe(Admin admin) {
        this.admin = admin;
    }

    static BrokerProbe open(KafkaSettings kafka) {
        Map<String, Object> client = kafka.client();
        client.put("client.id", "quota-stream-health");
        return new BrokerProbe(Admin.create(client));
    }

    /** Whether it answered within two seconds. */
    boolean answers() {
        try {
            return !admin.describeCluster()
                    .nodes()
                    .get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        admin.close(DEADLINE);
    }
}
