package dev.voicgen.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {

    @Test
    void every_client_gets_what_is_set_for_all() {
        KafkaSettings kafka = read(Map.of(
                "VOICGEN_KAFKA_CLIENT_SECURITY_PROTOCOL", "SASL_SSL",
                "VOICGEN_KAFKA_CLIENT_SASL_JAAS_CONFIG", "required password=\"hunter2\";",
                "VOICGEN_KAFKA_CLIENT_SSL_TRUSTSTORE_LOCATION", ""));

        assertThat(kafka.client())
                .containsOnly(
                        Map.entry("bootstrap.servers", "k:1"),
                        Map.entry("reconnect.backoff.max.ms", "1000"),
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("sasl.jaas.config", "required password=\"hunter2\";"));
        assertThat(kafka.toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SECURITY_PROTOCOLL", "BOOTSTRAP_SERVERS", "GROUP_ID", ""})
    void what_no_client_knows_or_the_services_choose_is_refused(String rest) {
        String name = "VOICGEN_KAFKA_CLIENT_" + rest;

        assertThatThrownBy(() -> read(Map.of(name, "hunter2")))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining(name + " is no setting")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "3,2", "5,4"})
    void one_replica_may_be_away(int replicas, int inSync) {
        assertThat(new KafkaSettings("k:1", 8, replicas).minInSyncReplicas()).isEqualTo(inSync);
    }

    private static KafkaSettings read(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("VOICGEN_KAFKA_BOOTSTRAP", "k:1");
        return Settings.read(all, KafkaSettings::from);
    }
}
