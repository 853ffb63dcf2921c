package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.ingress.Client.Answer;
import dev.voicgen.testkit.RestartableDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code GET /healthz} and {@code GET /metrics}, one test for each answer. */
class HealthIT {

    @Test
    void health_200() throws Exception {
        Answer answer = RunningIngress.shared().client().get("/healthz");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().get("missing")).isEmpty();
    }

    /** What stands on the log is kept for days. */
    @Test
    void health_asks_admission_only_where_it_has_not_answered_lately() throws Exception {
        RunningIngress ingress = RunningIngress.shared();
        int requests = ingress.admission.requestsOf(0).size();
        int questions = ingress.admission.questionsOf(0).size();

        for (int check = 0; check < 20; check++) {
            assertThat(ingress.client().get("/healthz").status()).isEqualTo(200);
        }

        assertThat(ingress.admission.requestsOf(0)).hasSize(requests);
        assertThat(ingress.admission.questionsOf(0).size() - questions).isLessThan(10);
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
    void it_listens_only_when_warm() throws Exception {
        long noSite = 0;
        RunningIngress cold = RunningIngress.shared();
        int before = cold.admission.requestsOf(noSite).size();

        try (RunningIngress warm = RunningIngress.warmedUpFor(Duration.ofSeconds(6))) {
            assertThat(warm.admission.requestsOf(noSite).size() - before).isGreaterThanOrEqualTo(100);
        }
    }

    @Test
    void metrics_200() throws Exception {
        Client client = RunningIngress.shared().client();

        HttpResponse<byte[]> metrics = client.bytes(client.request("/metrics"));

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(new String(metrics.body(), StandardCharsets.UTF_8)).contains("# TYPE ");
    }
}
