package dev.voicgen.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voicgen.platform.config.InvalidSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotaStreamConfigTest {

    @Test
    void brokerAndDatabaseAreAllThatHasToBeSet() {
        QuotaStreamConfig config = QuotaStreamConfig.from(
                Map.of("VOICGEN_KAFKA_BOOTSTRAP", "kafka:9092", "VOICGEN_DATABASE_URL", "jdbc:postgresql://db/v"));

        assertThat(config.kafka().bootstrap()).isEqualTo("kafka:9092");
        assertThat(config.stateDir()).isEmpty();
        assertThat(config.threads()).isEqualTo(Math.max(1, Runtime.getRuntime().availableProcessors() / 4));
        assertThat(config.analyticsThreads()).isEqualTo(1);
        assertThat(config.http().port()).isZero();
    }

    @Test
    void stateDirectoryAndThreadsAreSet() {
        QuotaStreamConfig config = QuotaStreamConfig.from(Map.of(
                "VOICGEN_KAFKA_BOOTSTRAP", "kafka:9092",
                "VOICGEN_DATABASE_URL", "jdbc:postgresql://db/v",
                "VOICGEN_ANALYTICS_THREADS", "3",
                "VOICGEN_STATE_DIR", "some/where",
                "VOICGEN_ADMISSION_THREADS", "8"));

        assertThat(config.stateDir()).contains(Path.of("some/where"));
        assertThat(config.threads()).isEqualTo(8);
        assertThat(config.analyticsThreads()).isEqualTo(3);
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        assertThatThrownBy(() -> QuotaStreamConfig.from(Map.of("VOICGEN_ADMISSION_THREADS", "0")))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("VOICGEN_KAFKA_BOOTSTRAP")
                .hasMessageContaining("VOICGEN_DATABASE_URL")
                .hasMessageContaining("VOICGEN_ADMISSION_THREADS");
    }
}
