package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.site.SiteCommand.DeleteRequested;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.ingress.Client.Answer;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Readers may be answered from a second ago, but never with less than this instance has told. */
class ReadersPollsIT {

    private static final String FILE = "0123456789abcdef0123456789abcdef01234567.mp3";
    private static final int POLLS = 60;

    private static RunningIngress ingress;
    private static Client client;

    private final HttpClient http = HttpClient.newHttpClient();
    private SiteWithKey site;
    private long siteId;
    private long job;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.start();
        client = ingress.client();
    }

    @AfterAll
    static void stop() {
        ingress.close();
    }

    @BeforeEach
    void addSite() {
        site = ingress.sites.add(SitesFixture.inGoodStanding());
        siteId = site.site().siteId();
        job = 10 * siteId;
    }

    @Test
    void a_deletion_is_seen_at_once() throws Exception {
        ingress.catalog(siteId, "p", job, "ready", 100, FILE);
        ingress.admission.scriptQuestions(
                siteId, asked -> Optional.of(new Verdict.Deleted(((DeleteRequested) asked).requestId(), job)));
        assertThat(statusOnPage()).isEqualTo("ready");

        client.send(client.request("/v1/audio/p", site).DELETE());

        assertThat(client.get(status()).status()).isEqualTo(404);
        assertThat(client.get(audio()).status()).isEqualTo(404);
    }

    @Test
    void a_regeneration_is_seen_at_once() throws Exception {
        ingress.catalog(siteId, "p", job, "ready", 100, FILE);
        ingress.admission.script(
                siteId, request -> Optional.of(new Verdict.Queued(request.requestId(), job + 1, null)));
        assertThat(statusOnPage()).isEqualTo("ready");

        client.generate(
                site,
                "{\"post_id\":\"p\",\"regenerate\":true,\"content\":\"" + "Words to be spoken. ".repeat(5) + "\"}");

        assertThat(client.get(status()).data().get("id").asLong()).isEqualTo(job + 1);
        assertThat(statusOnPage()).isEqualTo("pending");
    }

    @Test
    void what_the_key_holder_has_seen_readers_see_too() throws Exception {
        ingress.catalog(siteId, "p", job, "generating", 40, null);
        assertThat(statusOnPage()).isEqualTo("generating");

        ingress.catalog(siteId, "p", job, "ready", 100, FILE);

        assertThat(client.get("/v1/audio/p/status", site).data().get("status").asText())
                .isEqualTo("ready");
        assertThat(statusOnPage()).isEqualTo("ready");
    }

    @Test
    void what_the_key_holder_has_listed_readers_see_too() throws Exception {
        ingress.catalog(siteId, "p", job, "generating", 40, null);
        assertThat(statusOnPage()).isEqualTo("generating");

        ingress.catalog(siteId, "p", job, "ready", 100, FILE);

        assertThat(client.get("/v1/audio", site).data().at("/items/0/status").asText())
                .isEqualTo("ready");
        assertThat(statusOnPage()).isEqualTo("ready");
    }

    @Test
    void many_polls_are_one_read_a_second() {
        ingress.catalog(siteId, "p", job, "ready", 100, FILE);
        countReads();
        try {
            long started = System.nanoTime();

            List<Integer> answers = Stream.generate(this::poll).limit(POLLS).toList().stream()
                    .map(CompletableFuture::join)
                    .toList();

            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
            assertThat(answers).hasSize(POLLS).containsOnly(200);
            assertThat(reads()).isPositive().isLessThanOrEqualTo(seconds + 1);
        } finally {
            countNoReads();
        }
    }

    @Test
    void an_outage_is_not_remembered() throws Exception {
        ingress.catalog(siteId, "p", job, "ready", 100, FILE);
        Answer during;
        try (Handle handle = ingress.database.open()) {
            handle.begin();
            handle.execute("lock table deleted_audio, audio in access exclusive mode");
            during = client.get(status());
            handle.rollback();
        }

        Answer after = client.get(status());

        assertThat(during.code()).isEqualTo("catalog_unavailable");
        assertThat(after.status()).isEqualTo(200);
    }

    private String statusOnPage() throws Exception {
        return client.get(audio()).data().get("status").asText();
    }

    private CompletableFuture<Integer> poll() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(client.url() + status()))
                .timeout(Duration.ofSeconds(20))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }

    /** Puts a view in the place of the table that counts each row it gives, for this site alone. */
    private void countReads() {
        ingress.database.useTransaction(handle -> {
            handle.execute("alter table audio rename to counted_audio");
            handle.execute("create sequence audio_reads");
            handle.execute("create view audio as select * from counted_audio where site_id <> " + siteId
                    + " or nextval('audio_reads') > 0");
        });
    }

    private static void countNoReads() {
        ingress.database.useTransaction(handle -> {
            handle.execute("drop view audio");
            handle.execute("drop sequence audio_reads");
            handle.execute("alter table counted_audio rename to audio");
        });
    }

    private static long reads() {
        return ingress.database.withHandle(
                handle -> handle.createQuery("select last_value from audio_reads where is_called")
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(0L));
    }

    private String status() {
        return "/v1/public/audio/status?domain=" + site.domain() + "&post_id=p";
    }

    private String audio() {
        return "/v1/public/audio?domain=" + site.domain() + "&post_id=p";
    }
}
