package dev.voicgen.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private record Config(String kafka, int port, Duration lease, boolean open, URI url, Secret password) {
        static Config from(Settings settings) {
            return new Config(
                    settings.required("KAFKA"),
                    settings.port("PORT", 8080),
                    settings.duration("LEASE", Duration.ofSeconds(2)),
                    settings.flag("OPEN", false),
                    settings.url("URL", "http://localhost:8080"),
                    settings.secret("PASSWORD", ""));
        }
    }

    @Test
    void what_is_not_set_has_its_default() {
        Config config = Settings.read(Map.of("KAFKA", "k:1", "PORT", " "), Config::from);

        assertThat(config)
                .isEqualTo(new Config(
                        "k:1",
                        8080,
                        Duration.ofSeconds(2),
                        false,
                        URI.create("http://localhost:8080"),
                        new Secret("")));
    }

    @Test
    void every_fault_is_named_at_once() {
        Map<String, String> bad =
                Map.of("PORT", "65536", "LEASE", "2 seconds", "OPEN", "yes", "URL", "ftp://x", "PASSWORD", "hunter2");

        assertThatThrownBy(() -> Settings.read(bad, Config::from))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContainingAll("KAFKA must be set", "PORT must be from 0 to 65535", "LEASE", "OPEN", "URL")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void a_secret_hides_itself() {
        Config config = Settings.read(Map.of("KAFKA", "k:1", "PASSWORD", "hunter2"), Config::from);

        assertThat(config.toString()).doesNotContain("hunter2");
        assertThat(config.password().reveal()).isEqualTo("hunter2");
    }

    @Test
    void the_names_asked_for_are_known() {
        Settings settings = new Settings(Map.of());

        Config.from(settings);

        assertThat(settings.names()).containsExactly("KAFKA", "PORT", "LEASE", "OPEN", "URL", "PASSWORD");
    }
}
