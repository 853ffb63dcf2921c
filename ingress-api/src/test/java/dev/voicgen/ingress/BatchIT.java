package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.SiteCommand.GenerateRequested;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.ingress.Client.Answer;
import dev.voicgen.ingress.testing.ScriptedBatches;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /v1/audio/bulk/{batch_id}}, one test for each answer. */
class BatchIT {

    private static final String PATH = "/v1/audio/bulk/";
    private static final String FILE = "0123456789abcdef0123456789abcdef01234567.mp3";
    private static final String LINE =
            "{\"post_id\":\"a\",\"content\":\"A sentence that is long enough to be spoken, and then some more.\"}\n";

    private static RunningIngress ingress;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.shared();
        client = ingress.client();
    }

    @Test
    void batch_200_counts_and_items() throws Exception {
        SiteWithKey site = known();
        String batch = batch(site, true, true);
        job(site, batch, 0, 1_001, "ready");
        job(site, batch, 1, 1_002, "failed");
        job(site, batch, 2, 1_003, null);
        rejected(site, batch, 3);

        Answer answer = client.get(PATH + batch, site);

        assertThat(answer.status()).isEqualTo(200);
        JsonNode data = answer.data();
        assertThat(data.get("batch_id").asText()).isEqualTo(batch);
        assertThat(data.get("closed").asBoolean()).isTrue();
        assertThat(data.get("complete").asBoolean()).isTrue();
        assertThat(data.get("items_total").asInt()).isEqualTo(4);
        assertThat(data.get("counts").toString())
                .isEqualTo("{\"pending\":1,\"generating\":0,\"ready\":1,\"failed\":1,\"rejected\":1}");
        assertThat(data.get("next_cursor").isNull()).isTrue();
        assertThat(data.at("/items/0").toString())
                .isEqualTo("{\"index\":0,\"post_id\":\"post-0\",\"language\":\"en\",\"id\":1001,\"status\":\"ready\","
                        + "\"code\":null,\"message\":null,\"audio_url\":\"https://audio.example/audio/" + FILE
                        + "\",\"duration_seconds\":9,\"content_changed\":false}");
        assertThat(data.at("/items/1/status").asText()).isEqualTo("failed");
        assertThat(data.at("/items/1/code").asText()).isEqualTo("engine_failed");
        assertThat(data.at("/items/2/audio_url").isNull()).isTrue();
        assertThat(data.at("/items/3").toString())
                .isEqualTo("{\"index\":3,\"post_id\":null,\"language\":null,\"id\":null,\"status\":\"rejected\","
                        + "\"code\":\"quota_exceeded\",\"message\":\"Monthly post quota exceeded.\",\"audio_url\":null,"
                        + "\"duration_seconds\":null,\"content_changed\":false}");
    }

    @Test
    void batch_200_tells_that_the_audio_is_of_another_text_until_it_is_made_anew() throws Exception {
        SiteWithKey site = known();
        String batch = batch(site, true, true);
        job(site, batch, 0, 5_001, "ready");
        execute("update batch_item set code = 'content_changed' where batch_id = ?", batch);

        JsonNode before = client.get(PATH + batch, site).data().at("/items/0");
        execute(
                "insert into audio (site_id, language, post_id, job_id, file_job_id, file, duration_seconds, status, voice_id,"
                        + " content_hash, requested_at) values (?, 'en', 'post-0', 5002, 5002, ?, 9, 'ready', 1, 'hash', now())",
                site.site().siteId(),
                FILE);
        JsonNode after = client.get(PATH + batch, site).data().at("/items/0");

        assertThat(before.get("content_changed").asBoolean()).isTrue();
        assertThat(before.get("code").isNull()).isTrue();
        assertThat(after.get("content_changed").asBoolean()).isFalse();
    }

    @Test
    void batch_200_page_by_page_and_by_status() throws Exception {
        SiteWithKey site = known();
        String batch = batch(site, true, true);
        for (int index = 0; index < 5; index++) {
            job(site, batch, index, 2_001 + index, index % 2 == 0 ? "ready" : null);
        }

        JsonNode first = client.get(PATH + batch + "?limit=2", site).data();
        JsonNode second = client.get(
                        PATH + batch + "?limit=2&cursor="
                                + first.get("next_cursor").asText(),
                        site)
                .data();
        JsonNode third = client.get(
                        PATH + batch + "?limit=2&cursor="
                                + second.get("next_cursor").asText(),
                        site)
                .data();
        JsonNode ready = client.get(PATH + batch + "?status=ready", site).data();

        assertThat(first.get("items").findValuesAsText("index")).containsExactly("0", "1");
        assertThat(second.get("items").findValuesAsText("index")).containsExactly("2", "3");
        assertThat(third.get("items").findValuesAsText("index")).containsExactly("4");
        assertThat(third.get("next_cursor").isNull()).isTrue();
        assertThat(ready.get("items").findValuesAsText("index")).containsExactly("0", "2", "4");
        assertThat(ready.at("/counts/pending").asInt()).isEqualTo(2);
    }

    @Test
    void batch_200_says_that_the_upload_goes_on_or_broke_off() throws Exception {
        SiteWithKey site = known();

        JsonNode open = client.get(PATH + batch(site, false, null), site).data();
        JsonNode broken = client.get(PATH + batch(site, true, false), site).data();

        assertThat(open.get("closed").asBoolean()).isFalse();
        assertThat(open.get("complete").asBoolean()).isFalse();
        assertThat(broken.get("closed").asBoolean()).isTrue();
        assertThat(broken.get("complete").asBoolean()).isFalse();
    }

    @Test
    void batch_200_waits_a_moment_for_what_its_upload_was_told() throws Exception {
        SiteWithKey site = known();
        ScriptedBatches.of(ingress.admission, site.site().siteId(), BatchIT::queued);
        String batch = upload(site);

        FutureTask<Answer> asked = new FutureTask<>(() -> client.get(PATH + batch, site));
        new Thread(asked, "poll").start();
        awaitRead();
        open(site, batch);
        job(site, batch, 0, 4_001, null);
        awaitRead();
        job(site, batch, 1, 4_002, null);
        execute("update batch set closed_at = now(), complete = true, items = 2 where id = ?", batch);

        assertThat(asked.get().data().get("items")).hasSize(2);
    }

    @Test
    void batch_200_with_what_its_upload_was_told_where_the_catalog_stays_behind() throws Exception {
        SiteWithKey site = known();
        ScriptedBatches.of(ingress.admission, site.site().siteId(), BatchIT::queued);
        String batch = upload(site);

        Answer unknownYet = client.get(PATH + batch, site);
        open(site, batch);
        job(site, batch, 0, 3_001, null);
        Answer behind = client.get(PATH + batch, site);

        assertThat(unknownYet.status()).isEqualTo(200);
        for (Answer answer : List.of(unknownYet, behind)) {
            assertThat(answer.data().get("closed").asBoolean()).isTrue();
            assertThat(answer.data().get("complete").asBoolean()).isTrue();
            assertThat(answer.data().get("items_total").asInt()).isEqualTo(2);
            assertThat(answer.data().at("/counts/pending").asInt()).isEqualTo(2);
        }
        assertThat(behind.data().get("items")).hasSize(1);
    }

    @Test
    void batch_401() throws Exception {
        assertThat(client.get(PATH + randomId()).status()).isEqualTo(401);
    }

    @Test
    void batch_403_plan_without_rest() throws Exception {
        SiteWithKey site =
                ingress.sites.add(SitesFixture.with(SitesFixture.STARTER, SitesFixture.ACTIVE, Integration.REST));

        assertThat(client.get(PATH + randomId(), site).code()).isEqualTo("plan_restriction");
    }

    @Test
    void batch_404_unknown_malformed_or_of_another_site() throws Exception {
        SiteWithKey site = known();
        SiteWithKey other = known();
        ScriptedBatches.of(ingress.admission, other.site().siteId(), BatchIT::queued);

        assertThat(client.get(PATH + randomId(), site).code()).isEqualTo("not_found");
        assertThat(client.get(PATH + "nonsense", site).status()).isEqualTo(404);
        assertThat(client.get(PATH + batch(other, true, true), site).status()).isEqualTo(404);
        assertThat(client.get(PATH + upload(other), site).status()).isEqualTo(404);
    }

    @Test
    void batch_405() throws Exception {
        assertThat(client.send(client.request(PATH + randomId()).DELETE()).status())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "cursor=x", "cursor=0", "status=done"})
    void batch_422(String query) throws Exception {
        Answer answer = client.get(PATH + randomId() + "?" + query, known());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("errors").has(query.substring(0, query.indexOf('='))))
                .isTrue();
    }

    @Test
    void batch_429() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.tight());
        client.get(PATH + randomId(), site);
        client.get(PATH + randomId(), site);

        assertThat(client.get(PATH + randomId(), site))
                .extracting(Answer::status, Answer::code)
                .containsExactly(429, "rate_limited");
    }

    @Test
    void batch_503_the_catalog_cannot_be_read() throws Exception {
        SiteWithKey site = known();
        String batch = batch(site, true, true);
        execute("alter table batch rename to hidden");
        Answer answer;
        try {
            answer = client.get(PATH + batch, site);
        } finally {
            execute("alter table hidden rename to batch");
        }

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("catalog_unavailable");
        assertThat(answer.header("Retry-After")).isNotBlank();
    }

    private static SiteWithKey known() {
        return ingress.sites.add(SitesFixture.inGoodStanding());
    }

    private static Verdict queued(GenerateRequested request) {
        return new Verdict.Queued(request.requestId(), 1, null);
    }

    private static String upload(SiteWithKey site) throws Exception {
        return client.send(client.request("/v1/audio/bulk", site)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(LINE.repeat(2))))
                .data()
                .get("batch_id")
                .asText();
    }

    private static String randomId() {
        return "batch_" + UUID.randomUUID().toString().replace("-", "");
    }

    private static void open(SiteWithKey site, String batch) {
        execute(
                "insert into batch (id, site_id, opened_at) values (?, ?, now())",
                batch,
                site.site().siteId());
    }

    private static String batch(SiteWithKey site, boolean closed, Boolean complete) {
        String id = randomId();
        execute(
                "insert into batch (id, site_id, opened_at, closed_at, complete)"
                        + " values (?, ?, now(), case when ? then now() end, ?)",
                id,
                site.site().siteId(),
                closed,
                complete);
        return id;
    }

    /** An item with a job that has ended with {@code outcome}, or not yet where that is null. */
    private static void job(SiteWithKey site, String batch, int index, long jobId, String outcome) {
        boolean failed = "failed".equals(outcome);
        execute(
                "insert into batch_item (batch_id, index, site_id, post_id, language, job_id, outcome, code, message)"
                        + " values (?, ?, ?, ?, 'en', ?, ?, ?, ?)",
                batch,
                index,
                site.site().siteId(),
                "post-" + index,
                jobId,
                outcome,
                failed ? "engine_failed" : null,
                failed ? "The engine gave up." : null);
        if ("ready".equals(outcome)) {
            execute(
                    "insert into job_end (job_id, outcome, at, progress_percent, file, duration_seconds)"
                            + " values (?, 'ready', now(), 100, ?, 9)",
                    jobId,
                    FILE);
        }
    }

    /** Returns when the catalog has been read as it is now. */
    private static void awaitRead() {
        ingress.database.useTransaction(lock -> {
            lock.execute("lock table batch in access exclusive mode");
            await().until(() -> ingress.database.withHandle(handle -> handle.createQuery(
                                    "select count(*) from pg_locks where not granted and relation = 'batch'::regclass")
                            .mapTo(int.class)
                            .one())
                    > 0);
        });
    }

    private static void rejected(SiteWithKey site, String batch, int index) {
        execute(
                "insert into batch_item (batch_id, index, site_id, outcome, code, message)"
                        + " values (?, ?, ?, 'rejected', 'quota_exceeded', 'Monthly post quota exceeded.')",
                batch,
                index,
                site.site().siteId());
    }

    private static void execute(String sql, Object... values) {
        ingress.database.useHandle(handle -> handle.execute(sql, values));
    }
}
