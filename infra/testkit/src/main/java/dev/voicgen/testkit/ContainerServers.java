package dev.voicgen.testkit;

import dev.voicgen.embedded.BrokerSettings;
import java.util.Locale;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** For machines where a Docker daemon answers: what a deployment would run. */
final class ContainerServers implements Servers {
    private final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.3.1");
    private final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18");

    ContainerServers() {
        BrokerSettings.singleNode().forEach((name, value) -> kafka.withEnv(environmentName(name), value));
        postgres.withEnv("POSTGRES_INITDB_ARGS", "--locale=C --locale-provider=builtin --builtin-locale=C.UTF-8");
        postgres.withCommand(
                "postgres", "-c", "max_connections=200", "-c", "fsync=off", "-c", "synchronous_commit=off");
    }

    /** The image's own rule for passing a broker property. */
    private static String environmentName(String property) {
        return "KAFKA_" + property.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    @Override
    public void startKafka() {
        kafka.start();
    }

    @Override
    public void startDatabase() {
        postgres.start();
    }

    @Override
    public String kafkaBootstrap() {
        return kafka.getBootstrapServers();
    }

    @Override
    public TestDatabase database(String name) {
        String url = "jdbc:postgresql://" + postgres.getHost() + ":"
                + postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT) + "/" + name;
        return new TestDatabase(url, postgres.getUsername(), postgres.getPassword());
    }

    @Override
    public void close() {
        kafka.stop();
        postgres.stop();
    }
}
