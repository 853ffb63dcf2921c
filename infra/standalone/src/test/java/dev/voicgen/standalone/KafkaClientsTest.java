package dev.voicgen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No client of Kafka is made without the settings that hold for all of them. */
class KafkaClientsTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path MAIN = Path.of("src", "main", "java");
    private static final Set<String> ADDRESSES = Set.of("\"bootstrap.servers\"", "BOOTSTRAP_SERVERS");

    /** No client starts without an address, and whoever has no other place to get one from begins with these settings. */
    @Test
    void only_the_settings_name_the_broker() throws IOException {
        List<String> named;
        try (Stream<Path> files = Files.walk(ROOT)) {
            named = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains(MAIN.toString()))
                    .filter(KafkaClientsTest::namesTheBroker)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }

        assertThat(named).containsExactly("KafkaSettings.java");
    }

    private static boolean namesTheBroker(Path file) {
        try {
            String source = Files.readString(file);
            return ADDRESSES.stream().anyMatch(source::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
