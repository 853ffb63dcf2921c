package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.ingress.Client.Answer;
import dev.voicgen.ingress.testing.ScriptedAdmission;
import dev.voicgen.ingress.testing.ScriptedBatches;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicProvisioner;
import dev.voicgen.testkit.ServiceProcess;
import dev.voicgen.testkit.TestInfrastructure;
import dev.voicgen.testkit.TestSettings;
import dev.voicgen.testkit.TestSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two uploads at once that are half as large as the heap, through an ingress in a process of its own. */
class LargeUploadIT {

    /** Of one upload; 64 is the largest that is taken. The heap has four times as much. */
    private static final int MIB = TestSize.of("upload.mib", 16, 64);

    private static final int ITEMS = MIB * 4_000 / 64;
    /** So many of them, with all around them, stay just below the size. */
    private static final String CONTENT = "All work and no play makes a dull boy. ".repeat(410);

    @TempDir
    private Path audio;

    @Test
    void two_uploads_at_once_of_half_the_heap_in_constant_memory() throws Exception {
        TestInfrastructure shared = TestInfrastructure.shared();
        KafkaSettings kafka = new KafkaSettings(shared.kafkaBootstrap(), 2, 1);
        TopicProvisioner.createMissing(kafka);
        SiteWithKey site = SitesFixture.inGoodStanding();
        ScriptedAdmission admission = ScriptedAdmission.shared(kafka);
        try (ServiceProcess ingress = ServiceProcess.start(
                4 * MIB,
                IngressOfOneSite.class.getName(),
                environment(shared),
                String.valueOf(site.site().siteId()),
                site.key().reveal())) {
            ScriptedBatches batches = ScriptedBatches.of(
                    admission, site.site().siteId(), item -> new Verdict.Queued(item.requestId(), 1, null));
            Client client = new Client(ingress.url());

            CompletableFuture<Answer> lines =
                    CompletableFuture.supplyAsync(() -> upload(client, site, "application/x-ndjson", "", "\n", "\n"));
            CompletableFuture<Answer> document = CompletableFuture.supplyAsync(
                    () -> upload(client, site, "application/json", "{\"items\":[", ",", "{}]}"));

            assertThat(lines.join().status()).isEqualTo(202);
            assertThat(lines.join().data().at("/counts/pending").asInt()).isEqualTo(ITEMS);
            assertThat(document.join().status()).isEqualTo(202);
            assertThat(document.join().data().at("/counts/pending").asInt()).isEqualTo(ITEMS);
            assertThat(batches.requested()).hasSize(2 * ITEMS);
        }
    }

    private Map<String, String> environment(TestInfrastructure shared) {
        Map<String, String> settings = TestSettings.of(shared.kafkaBootstrap(), shared.newDatabase());
        settings.put("VOICGEN_AUDIO_DIR", audio.toString());
        return settings;
    }

    private static Answer upload(
            Client client, SiteWithKey site, String type, String before, String between, String behind) {
        try {
            return client.send(client.request("/v1/audio/bulk", site)
                    .timeout(Duration.ofMinutes(2))
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofByteArrays(body(before, between, behind))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Iterable<byte[]> body(String before, String between, String behind) {
        return () -> Stream.of(
                        Stream.of(before),
                        IntStream.range(0, ITEMS).mapToObj(number -> item(number) + between),
                        Stream.of(behind))
                .flatMap(part -> part)
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .iterator();
    }

    private static String item(int number) {
        return "{\"post_id\":\"post-" + number + "\",\"content\":\"" + CONTENT + "\"}";
    }
}
