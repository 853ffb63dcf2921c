package dev.voicgen.quota.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AdmissionTopologyDescriptionTest {

    /** Names of stores and operators name topics that outlive a release: a change here needs a way to migrate them. */
    @Test
    void topologyIsTheApprovedOne() throws IOException {
        String description = AdmissionTopology.build(new AdmissionMetrics(new SimpleMeterRegistry()))
                .describe()
                .toString();

        assertThat(description.strip()).isEqualTo(approved().strip());
    }

    private static String approved() throws IOException {
        try (InputStream in = AdmissionTopologyDescriptionTest.class.getResourceAsStream("topology.approved.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
