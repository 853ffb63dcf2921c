package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.RequestLimits;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.testkit.http.SlowSenders;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** However many clients keep a body back, on whatever route, the others are served. */
class SlowSendersIT {

    private static final Plan OPEN = new Plan(
            "open", null, true, new RequestLimits(1_000_000, 1_000_000, 1_000_000, 1_000_000), VoiceTier.GROWTH, null);

    private static final URI NO_DASHBOARD = URI.create("http://127.0.0.1:1");
    private static final List<String> ROUTES = List.of(
            "POST /v1/public/events",
            "POST /v1/auth/login",
            "PATCH /v1/sites/1",
            "POST /v1/events/track",
            "POST /v1/audio/generate",
            "POST /v1/audio/bulk");

    private static RunningIngress ingress;
    private static SitesFixture.SiteWithKey site;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.forwardingTo(Optional.of(NO_DASHBOARD));
        site = ingress.sites.add(SitesFixture.with(OPEN, SitesFixture.ACTIVE, Integration.REST));
        ingress.admission.script(
                site.site().siteId(), request -> Optional.of(new Verdict.Queued(request.requestId(), 1, null)));
    }

    @AfterAll
    static void stop() {
        ingress.close();
    }

    @Test
    void those_who_fall_silent_inside_a_body_do_not_keep_others_from_being_served() throws Exception {
        try (SlowSenders silent = SlowSenders.silent(ingress.client().url(), ROUTES, key())) {
            assertOthersAreServed();
        }
    }

    @Test
    void those_whose_body_drips_do_not_keep_others_from_being_served() throws Exception {
        try (SlowSenders dripping = SlowSenders.dripping(ingress.client().url(), ROUTES, key())) {
            assertOthersAreServed();
        }
    }

    private static String key() {
        return "X-API-Key: " + site.key().reveal() + "\r\n";
    }

    private static void assertOthersAreServed() throws Exception {
        Client client = ingress.client();
        assertThat(client.get("/healthz").status()).isEqualTo(200);
        assertThat(client.generate(
                                site,
                                "{\"post_id\":\"1\",\"content\":\"%s\"}"
                                        .formatted("The harbour was quiet all morning. ".repeat(3)))
                        .status())
                .isEqualTo(202);
    }
}
