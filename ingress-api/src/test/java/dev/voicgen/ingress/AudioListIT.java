package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.ingress.Client.Answer;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code GET /v1/audio}, one test for each answer. */
class AudioListIT {

    private static RunningIngress ingress;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.shared();
        client = ingress.client();
    }

    @Test
    void audio_list_200_pages_from_the_newest_to_the_oldest() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        for (int job = 1; job <= 5; job++) {
            ingress.catalog(site.site().siteId(), "post-" + job, 1_000 + job, "pending", 0, null);
        }
        ingress.catalog(
                ingress.sites.add(SitesFixture.inGoodStanding()).site().siteId(), "theirs", 1_100, "pending", 0, null);

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = client.get("/v1/audio?limit=2" + cursor, site);
            assertThat(page.status()).isEqualTo(200);
            page.data()
                    .get("items")
                    .forEach(item -> seen.add(item.get("post_id").asText()));
            JsonNode next = page.data().get("next_cursor");
            cursor = next.isNull() ? null : "&cursor=" + next.asText();
        } while (cursor != null);

        assertThat(seen).containsExactly("post-5", "post-4", "post-3", "post-2", "post-1");
    }

    @Test
    void audio_list_200_filtered() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.catalog(site.site().siteId(), "waits", 1_201, "pending", 0, null);
        ingress.catalog(site.site().siteId(), "failed", 1_202, "failed", 30, null);

        Answer failed = client.get("/v1/audio?status=failed&language=en", site);
        Answer german = client.get("/v1/audio?language=de", site);

        assertThat(failed.data().get("items")).singleElement().satisfies(item -> {
            assertThat(item.get("id").asLong()).isEqualTo(1_202);
            assertThat(item.get("failure").get("code").asText()).isEqualTo("engine_failed");
            assertThat(item.get("requested_at").asText()).endsWith("Z");
        });
        assertThat(german.data().get("items")).isEmpty();
        assertThat(german.data().get("next_cursor").isNull()).isTrue();
    }

    @Test
    void audio_list_200_without_what_was_deleted_a_moment_ago() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        ingress.catalog(site.site().siteId(), "gone", 1_301, "failed", 0, null);
        ingress.admission.scriptQuestions(
                site.site().siteId(),
                asked -> Optional.of(new Verdict.Deleted(((SiteCommand.DeleteRequested) asked).requestId(), 1_301)));
        client.send(client.request("/v1/audio/gone", site).DELETE());

        assertThat(client.get("/v1/audio", site).data().get("items")).isEmpty();
    }

    @Test
    void audio_list_401() throws Exception {
        assertThat(client.get("/v1/audio").code()).isEqualTo("invalid_key");
    }

    @Test
    void audio_list_403_plan_without_rest() throws Exception {
        SiteWithKey site =
                ingress.sites.add(SitesFixture.with(SitesFixture.STARTER, SitesFixture.ACTIVE, Integration.REST));

        assertThat(client.get("/v1/audio", site).code()).isEqualTo("plan_restriction");
    }

    @Test
    void audio_list_405_post() throws Exception {
        Answer answer = client.send(client.request("/v1/audio").POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void audio_list_422() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        for (String query : new String[] {
            "limit=0",
            "limit=201",
            "limit=x",
            "limit=99999999999999999999",
            "cursor=0",
            "cursor=x",
            "status=done",
            "language=english"
        }) {
            Answer answer = client.get("/v1/audio?" + query, site);

            assertThat(answer.status()).as(query).isEqualTo(422);
            assertThat(answer.body().get("errors").has(query.split("=")[0])).isTrue();
        }
    }

    @Test
    void audio_list_422_names_every_bad_parameter() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        JsonNode errors = client.get("/v1/audio?limit=0&cursor=x&status=done&language=xx", site)
                .body()
                .get("errors");

        assertThat(errors.fieldNames()).toIterable().containsExactly("limit", "cursor", "status", "language");
    }

    @Test
    void audio_list_200_where_parameters_are_blank_or_spelled_otherwise() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        assertThat(client.get("/v1/audio?limit=&cursor=&status=%20&language=", site)
                        .status())
                .isEqualTo(200);
        assertThat(client.get("/v1/audio?limit=%201%20&language=EN", site).status())
                .isEqualTo(200);
    }

    @Test
    void audio_list_429() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.tight());
        client.get("/v1/audio", site);
        client.get("/v1/audio", site);

        assertThat(client.get("/v1/audio", site))
                .extracting(Answer::status, Answer::code)
                .containsExactly(429, "rate_limited");
    }

    @Test
    void audio_list_503_keys_cannot_be_checked() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        Answer answer = ingress.sites.whileAway(() -> client.get("/v1/audio", site));

        assertThat(answer.status()).isEqualTo(503);
    }
}
