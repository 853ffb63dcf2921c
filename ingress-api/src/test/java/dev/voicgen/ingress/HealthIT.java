package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.ingress.Client.Answer;
import dev.voicgen.testkit.RestartableDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** {@code GET /healthz} and {@code GET /metrics}, one test for each answer. */
class HealthIT {

    @Test
    void health_200() throws Exception {
        try (RunningIngress ingress = RunningIngress.start()) {
            assertThat(ingress.client().get("/healthz").status()).isEqualTo(200);
        }
    }

    @Test
    void health_503_without_the_database() throws Exception {
        try (RestartableDatabase database = RestartableDatabase.start();
                RunningIngress ingress =
                        RunningIngress.on(TestInfrastructure.shared().kafkaBootstrap(), database.database())) {
            database.stop();

            Answer answer = ingress.client().get("/healthz");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.message()).contains("database");
        }
    }

    @Test
    void metrics_200() throws Exception {
        try (RunningIngress ingress = RunningIngress.start()) {
            HttpResponse<byte[]> metrics =
                    ingress.client().bytes(ingress.client().request("/metrics"));

            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(new String(metrics.body(), StandardCharsets.UTF_8)).contains("# TYPE ");
        }
    }
}
