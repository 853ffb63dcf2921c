package dev.voicgen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.ingress.IngressConfig;
import dev.voicgen.keyadmin.KeyAdminConfig;
import dev.voicgen.platform.config.Settings;
import dev.voicgen.quota.QuotaStreamConfig;
import dev.voicgen.worker.AudioWorkerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The sample of all settings against the code that reads them. */
class SettingsFileTest {

    private static final Path SAMPLE = Path.of("..", "compose", "settings.env");

    @Test
    void the_sample_names_exactly_the_settings_that_are_read() throws IOException {
        Settings asked = new Settings(Map.of());

        IngressConfig.from(asked);
        QuotaStreamConfig.from(asked);
        AudioWorkerConfig.from(asked);
        KeyAdminConfig.from(asked);

        assertThat(new TreeSet<>(sample().keySet())).isEqualTo(new TreeSet<>(asked.names()));
    }

    @Test
    void every_service_takes_the_sample() throws IOException {
        Map<String, String> sample = sample();

        assertThat(IngressConfig.from(sample)).isNotNull();
        assertThat(QuotaStreamConfig.from(sample)).isNotNull();
        assertThat(AudioWorkerConfig.from(sample)).isNotNull();
        assertThat(KeyAdminConfig.from(sample)).isNotNull();
    }

    @Test
    void the_defaults_in_the_sample_are_the_ones_in_the_code() throws IOException {
        Map<String, String> required = new HashMap<>(sample());
        required.keySet().retainAll(Set.of("VOICGEN_KAFKA_BOOTSTRAP", "VOICGEN_DATABASE_URL"));

        assertThat(IngressConfig.from(sample())).isEqualTo(IngressConfig.from(required));
        assertThat(QuotaStreamConfig.from(sample())).isEqualTo(QuotaStreamConfig.from(required));
        assertThat(AudioWorkerConfig.from(sample())).isEqualTo(AudioWorkerConfig.from(required));
        assertThat(KeyAdminConfig.from(sample())).isEqualTo(KeyAdminConfig.from(required));
    }

    private static Map<String, String> sample() throws IOException {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(SAMPLE)) {
            properties.load(reader);
        }
        Map<String, String> sample = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> sample.put(name, properties.getProperty(name)));
        return sample;
    }
}
