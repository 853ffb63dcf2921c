package dev.voicgen.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.testkit.ServiceProcess;
import dev.voicgen.testkit.TestInfrastructure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Instances come and go while sites submit; the answers are those of a single one that never stopped. */
class TakeoverIT {

    private static final Logger log = LoggerFactory.getLogger(TakeoverIT.class);

    private final KafkaSettings kafka =
            new KafkaSettings(TestInfrastructure.shared().kafkaBootstrap(), 4, 1);

    @Test
    void instancesThatJoinAndLeave() {
        try (QuotaStream first = start();
                SiteLogClient client = new SiteLogClient(kafka)) {
            Submissions submissions = new Submissions(client, 1_000);
            submissions.send(0.3);
            QuotaStream second = start();
            submissions.send(0.3);
            second.close();
            submissions.send(0.4);

            submissions.awaitAnswers();

            submissions.assertExact();
            await().untilAsserted(() -> assertThat(first.health().missing()).isEmpty());
        }
    }

    @Test
    void instanceThatIsKilled(@TempDir Path stateDir) throws IOException {
        try (ServiceProcess killed = QuotaStreamProcess.start(kafka, stateDir);
                QuotaStream survivor = start();
                SiteLogClient client = new SiteLogClient(kafka)) {
            Submissions submissions = new Submissions(client, 2_000);
            submissions.send(0.2);
            submissions.awaitAnswers();
            submissions.send(0.4);
            killed.close();
            long killedAt = System.nanoTime();
            submissions.send(0.4);

            submissions.awaitAnswers();

            log.info(
                    "answered {} after the kill, {} answers said again",
                    Duration.ofNanos(System.nanoTime() - killedAt),
                    submissions.repeatedAnswers());
            submissions.assertExact();
            await().untilAsserted(() -> assertThat(survivor.health().missing()).isEmpty());
        }
    }

    private QuotaStream start() {
        return QuotaStream.start(TestConfigs.withoutDatabase(kafka, 2));
    }
}
