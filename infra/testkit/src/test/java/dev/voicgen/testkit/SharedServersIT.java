package dev.voicgen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class SharedServersIT {
    private static final TestInfrastructure INFRASTRUCTURE = TestInfrastructure.shared();

    @Test
    void every_caller_gets_the_same_servers() {
        assertThat(TestInfrastructure.shared()).isSameAs(INFRASTRUCTURE);
    }

    @Test
    void the_broker_acknowledges() throws Exception {
        String topic = "topic-" + UUID.randomUUID();
        KafkaClients.createTopic(INFRASTRUCTURE.kafkaBootstrap(), topic);

        try (KafkaProducer<String, String> producer = KafkaClients.producer(INFRASTRUCTURE.kafkaBootstrap())) {
            assertThatCode(() ->
                            producer.send(new ProducerRecord<>(topic, "value")).get(30, TimeUnit.SECONDS))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void the_broker_has_the_settings_of_an_embedded_node() throws Exception {
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", INFRASTRUCTURE.kafkaBootstrap()))) {
            var config = admin.describeConfigs(List.of(broker))
                    .all()
                    .get(30, TimeUnit.SECONDS)
                    .get(broker);
            assertThat(config.get("group.share.max.record.lock.duration.ms").value())
                    .isEqualTo("3600000");
            assertThat(config.get("auto.create.topics.enable").value()).isEqualTo("false");
        }
    }

    @Test
    void every_database_is_empty_and_on_its_own() throws Exception {
        TestDatabase first = INFRASTRUCTURE.newDatabase();
        TestDatabase second = INFRASTRUCTURE.newDatabase();

        execute(first, "CREATE TABLE t (id int)");

        assertThat(tables(first)).isEqualTo(1);
        assertThat(tables(second)).isZero();
    }

    @Test
    void text_compares_the_same_on_every_machine() throws Exception {
        TestDatabase database = INFRASTRUCTURE.newDatabase();

        int rows = count(database, "SELECT count(*) FROM (VALUES (1)) v WHERE 'Z' < 'a' AND lower('Ä') = 'ä'");

        assertThat(rows).isEqualTo(1);
    }

    private static int tables(TestDatabase database) throws SQLException {
        return count(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'");
    }

    private static int count(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(TestDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }
}
