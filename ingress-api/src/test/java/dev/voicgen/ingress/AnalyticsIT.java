package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.site.Integration;
import dev.voicgen.ingress.Client.Answer;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /v1/analytics}, one test for each answer. */
class AnalyticsIT {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 31);

    private static RunningIngress ingress;
    private static Client client;
    private static SiteWithKey site;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.shared();
        client = ingress.client();
        site = ingress.sites.add(SitesFixture.inGoodStanding());
        count(site, DAY, "a", "en", 10, 5, 1, 1_500);
        count(site, DAY, "a", "de", 1, 0, 0, 400);
        count(site, DAY, "b", "en", 9, 7, 2, 600);
        count(site, DAY.minusDays(1), "a", "en", 3, 3, 3, 60_000);
        count(site, DAY.minusDays(2), "a", "en", 100, 100, 100, 1);
        count(ingress.sites.add(SitesFixture.inGoodStanding()), DAY, "a", "en", 1_000, 1_000, 1_000, 1_000);
    }

    @Test
    void analytics_200_by_day() throws Exception {
        Answer answer = client.get("/v1/analytics?from=2026-03-30&to=2026-03-31&group_by=day", site);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().toString())
                .isEqualTo("{\"items\":["
                        + "{\"date\":\"2026-03-30\",\"loads\":3,\"plays\":3,\"completes\":3,\"listened_seconds\":60},"
                        + "{\"date\":\"2026-03-31\",\"loads\":20,\"plays\":12,\"completes\":3,\"listened_seconds\":2}],"
                        + "\"next_cursor\":null,"
                        + "\"totals\":{\"loads\":23,\"plays\":15,\"completes\":6,\"listened_seconds\":62}}");
    }

    @Test
    void analytics_200_by_post_page_by_page() throws Exception {
        String path = "/v1/analytics?from=2026-03-30&to=2026-03-31&group_by=post&limit=2";

        JsonNode first = client.get(path, site).data();
        JsonNode second = client.get(
                        path + "&cursor=" + first.get("next_cursor").asText(), site)
                .data();

        assertThat(first.get("items").toString())
                .isEqualTo("[{\"post_id\":\"a\",\"language\":\"en\",\"loads\":13,\"plays\":8,\"completes\":4,"
                        + "\"listened_seconds\":61},"
                        + "{\"post_id\":\"b\",\"language\":\"en\",\"loads\":9,\"plays\":7,\"completes\":2,"
                        + "\"listened_seconds\":0}]");
        assertThat(second.get("items")).hasSize(1);
        assertThat(second.at("/items/0/language").asText()).isEqualTo("de");
        assertThat(second.get("next_cursor").isNull()).isTrue();
        assertThat(second.at("/totals/plays").asInt()).isEqualTo(15);
    }

    @Test
    void analytics_200_of_the_last_30_days_by_default() throws Exception {
        SiteWithKey fresh = ingress.sites.add(SitesFixture.inGoodStanding());
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        count(fresh, today.minusDays(29), "a", "en", 1, 0, 0, 0);
        count(fresh, today.minusDays(30), "a", "en", 1, 0, 0, 0);

        assertThat(client.get("/v1/analytics", fresh).data().at("/totals/loads").asInt())
                .isEqualTo(1);
    }

    @Test
    void analytics_200_empty() throws Exception {
        Answer answer = client.get("/v1/analytics?from=2020-01-01&to=2020-12-31", site);

        assertThat(answer.data().toString())
                .isEqualTo("{\"items\":[],\"next_cursor\":null,"
                        + "\"totals\":{\"loads\":0,\"plays\":0,\"completes\":0,\"listened_seconds\":0}}");
    }

    @Test
    void analytics_401() throws Exception {
        assertThat(client.get("/v1/analytics").status()).isEqualTo(401);
    }

    @Test
    void analytics_403_plan_without_rest() throws Exception {
        SiteWithKey unentitled =
                ingress.sites.add(SitesFixture.with(SitesFixture.STARTER, SitesFixture.ACTIVE, Integration.REST));

        assertThat(client.get("/v1/analytics", unentitled).code()).isEqualTo("plan_restriction");
    }

    @Test
    void analytics_429() throws Exception {
        SiteWithKey tight = ingress.sites.add(SitesFixture.tight());
        client.get("/v1/analytics", tight);
        client.get("/v1/analytics", tight);

        assertThat(client.get("/v1/analytics", tight))
                .extracting(Answer::status, Answer::code)
                .containsExactly(429, "rate_limited");
    }

    @Test
    void analytics_503_keys_cannot_be_checked() throws Exception {
        Answer answer = ingress.sites.whileAway(() -> client.get("/v1/analytics", site));

        assertThat(answer.code()).isEqualTo("keys_unavailable");
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, from",
        "to=2026-02-30, to",
        "from=2026-03-31&to=2026-03-30, to",
        "from=2025-01-01&to=2026-01-02, to",
        "from=99999-01-01, from",
        "group_by=reader, group_by",
        "group_by=post&limit=0, limit",
        "group_by=post&cursor=x, cursor"
    })
    void analytics_422(String query, String field) throws Exception {
        Answer answer = client.get("/v1/analytics?" + query, site);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("errors").has(field)).isTrue();
    }

    private static void count(
            SiteWithKey site,
            LocalDate day,
            String post,
            String language,
            long loads,
            long plays,
            long completes,
            long listenedMs) {
        ingress.database.useHandle(handle -> handle.execute(
                "insert into analytics_day values (?, ?, ?, ?, ?, ?, ?, ?, 0)",
                site.site().siteId(),
                day,
                post,
                language,
                loads,
                plays,
                completes,
                listenedMs));
    }
}
