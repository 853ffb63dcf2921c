package dev.voicgen.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    @TempDir
    Path directory;

    @Test
    void an_acknowledged_record_outlives_a_killed_process() throws Exception {
        try (ChildJvm child = ChildJvm.start(KafkaProcess.class, directory.toString())) {
            child.await("written");
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            assertThat(KafkaRecords.read(kafka.bootstrapServers(), KafkaProcess.TOPIC))
                    .containsExactly(KafkaProcess.VALUE);
        }
    }

    @Test
    void data_is_kept_when_the_next_start_uses_another_port() throws Exception {
        String firstAddress;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            firstAddress = kafka.bootstrapServers();
            KafkaRecords.createTopic(firstAddress, "t");
            KafkaRecords.write(firstAddress, "t", "one");
        }

        try (ServerSocket formerPort = occupied(portOf(firstAddress));
                EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            assertThat(portOf(kafka.bootstrapServers())).isNotEqualTo(formerPort.getLocalPort());
            assertThat(KafkaRecords.read(kafka.bootstrapServers(), "t")).containsExactly("one");
        }
    }

    @Test
    void a_stopped_node_starts_again_on_the_same_port_in_the_same_process() throws Exception {
        String address;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            address = kafka.bootstrapServers();
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, portOf(address))) {
            KafkaRecords.createTopic(address, "t");
            assertThat(kafka.bootstrapServers()).isEqualTo(address);
        }
    }

    @Test
    void a_record_of_four_mebibytes_passes() throws Exception {
        String fourMebibytes = "x".repeat(4 * 1024 * 1024);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            KafkaRecords.createTopic(kafka.bootstrapServers(), "large");

            KafkaRecords.write(kafka.bootstrapServers(), "large", fourMebibytes);

            assertThat(KafkaRecords.read(kafka.bootstrapServers(), "large")).containsExactly(fourMebibytes);
        }
    }

    @Test
    void a_second_process_is_refused_the_directory_and_told_who_has_it() throws Exception {
        try (ChildJvm child = ChildJvm.start(KafkaProcess.class, directory.toString())) {
            child.await("written");

            assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("in use by process " + child.pid());
        }
    }

    @Test
    void a_second_node_of_the_same_process_is_refused_the_directory() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0))
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
            assertThat(kafka.bootstrapServers()).isNotEmpty();
        }
    }

    @Test
    void an_occupied_port_is_named_and_the_directory_is_free_again() throws Exception {
        try (ServerSocket other = occupied(0)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, other.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Cannot listen on 127.0.0.1:" + other.getLocalPort());
        }

        EmbeddedKafka.start(directory, 0).close();
    }

    @Test
    void a_spoilt_directory_ends_the_start_with_an_exception_and_not_the_process() throws Exception {
        EmbeddedKafka.start(directory, 0).close();
        Path metadata = directory.resolve("log").resolve("__cluster_metadata-0");
        Files.write(metadata.resolve("quorum-state"), List.of("not a quorum state"));

        assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Kafka did not start in " + directory);
    }

    private static ServerSocket occupied(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }

    private static int portOf(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }
}
