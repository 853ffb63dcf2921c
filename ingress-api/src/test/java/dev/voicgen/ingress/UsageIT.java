package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.QuotaUsage;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteCommand.UsageAsked;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.ingress.Client.Answer;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code GET /v1/usage}, one test for each answer. */
class UsageIT {

    private static final Instant NEXT_MONTH = Instant.parse("2026-12-01T00:00:00.000Z");

    private static RunningIngress ingress;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.shared();
        client = ingress.client();
    }

    @Test
    void usage_200() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        decide(site, asked -> new Verdict.Usage(asked.requestId(), new QuotaUsage(50, 30, 5, NEXT_MONTH)));

        Answer answer = client.get("/v1/usage", site);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().toString())
                .isEqualTo("{\"limit\":50,\"used\":30,\"reserved\":5,\"remaining\":15,"
                        + "\"resets_at\":\"2026-12-01T00:00:00.000Z\"}");
    }

    @Test
    void usage_200_without_a_cap() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        decide(site, asked -> new Verdict.Usage(asked.requestId(), new QuotaUsage(null, 30, 5, NEXT_MONTH)));

        Answer answer = client.get("/v1/usage", site);

        assertThat(answer.data().get("limit").isNull()).isTrue();
        assertThat(answer.data().get("remaining").isNull()).isTrue();
    }

    @Test
    void usage_200_never_less_than_nothing_remains_where_the_limit_was_lowered() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        decide(site, asked -> new Verdict.Usage(asked.requestId(), new QuotaUsage(10, 30, 5, NEXT_MONTH)));

        assertThat(client.get("/v1/usage", site).data().get("remaining").asInt())
                .isZero();
    }

    @Test
    void usage_401() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        decide(site, asked -> new Verdict.Refused(asked.requestId(), RefusalReason.INVALID_KEY, null));

        assertThat(client.get("/v1/usage").status()).isEqualTo(401);
        assertThat(client.get("/v1/usage", site).code()).isEqualTo("invalid_key");
    }

    @Test
    void usage_403_plan_without_rest() throws Exception {
        SiteWithKey site =
                ingress.sites.add(SitesFixture.with(SitesFixture.STARTER, SitesFixture.ACTIVE, Integration.REST));

        assertThat(client.get("/v1/usage", site).code()).isEqualTo("plan_restriction");
    }

    @Test
    void usage_405_delete() throws Exception {
        Answer answer = client.send(client.request("/v1/usage").method("DELETE", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void usage_429() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.tight());
        client.get("/v1/audio/p", site);
        client.get("/v1/audio/p", site);

        assertThat(client.get("/v1/usage", site))
                .extracting(Answer::status, Answer::code)
                .containsExactly(429, "rate_limited");
    }

    @Test
    void usage_503_nobody_decides() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        Answer answer = client.get("/v1/usage", site);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("admission_unavailable");
    }

    private static void decide(SiteWithKey site, Function<UsageAsked, Verdict> decision) {
        ingress.admission.scriptQuestions(
                site.site().siteId(), asked -> Optional.of(decision.apply((UsageAsked) asked)));
    }
}
