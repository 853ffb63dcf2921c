package dev.voicgen.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.testkit.RestartableKafka;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BrokerOutageIT {

    private static final Duration RECOVERY = Duration.ofSeconds(60);

    @Test
    void outageIsToldAndSurvived() throws Exception {
        try (RestartableKafka broker = RestartableKafka.start()) {
            KafkaSettings kafka = new KafkaSettings(broker.bootstrapServers(), 2, 1);
            try (QuotaStream stream = QuotaStream.start(TestConfigs.withoutDatabase(kafka, 1));
                    SiteLogClient client = new SiteLogClient(kafka)) {
                Submissions submissions = new Submissions(client, 1);
                submissions.send(0.5);
                assertThat(healthz(stream)).isEqualTo(200);

                broker.stop();

                assertThat(stream.health().missing()).contains("kafka");
                assertThat(healthz(stream)).isEqualTo(503);
                broker.startAgain();
                await().atMost(RECOVERY)
                        .untilAsserted(() -> assertThat(healthz(stream)).isEqualTo(200));
                submissions.send(0.5);
                submissions.awaitAnswers();
                submissions.assertExact();
            }
        }
    }

    private static int healthz(QuotaStream stream) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(stream.url().resolve("/healthz")).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
