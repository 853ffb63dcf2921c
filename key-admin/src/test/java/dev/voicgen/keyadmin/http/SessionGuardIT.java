package dev.voicgen.keyadmin.http;

import static dev.voicgen.keyadmin.KeyAdminFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.keyadmin.AdminCaller;
import dev.voicgen.keyadmin.AdminReply;
import dev.voicgen.keyadmin.KeyAdminFixture;
import org.junit.jupiter.api.Test;

class SessionGuardIT {

    private static final String BODY = "{\"name\":\"Site\",\"domains\":[]}";

    private final KeyAdminFixture platform = KeyAdminFixture.shared();
    private final AdminReply login = platform.login(platform.newOwner(), PASSWORD);
    private final String csrfToken = login.data().path("csrf_token").asText();
    private final AdminCaller browser = platform.anonymous()
            .with("Cookie", "voicgen_session=" + login.data().path("token").asText());

    @Test
    void without_a_session_it_is_401() {
        AdminReply sites = platform.anonymous().get("/v1/sites");

        assertThat(sites.status()).isEqualTo(401);
        assertThat(sites.code()).isEqualTo("unauthenticated");
        assertThat(sites.header("X-Request-Id")).isNotEmpty();
    }

    @Test
    void an_api_key_is_no_session() {
        AdminCaller owner = platform.owner();
        String key = KeyAdminFixture.newKey(owner, KeyAdminFixture.newSite(owner));

        assertThat(platform.anonymous().with("X-API-Key", key).get("/v1/sites").status())
                .isEqualTo(401);
        assertThat(platform.anonymous()
                        .with("Authorization", "Bearer " + key)
                        .get("/v1/sites")
                        .status())
                .isEqualTo(401);
        assertThat(platform.anonymous()
                        .with("Cookie", "voicgen_session=" + key)
                        .get("/v1/sites")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void the_cookie_reads() {
        assertThat(browser.get("/v1/sites").status()).isEqualTo(200);
    }

    @Test
    void the_cookie_writes_from_a_page_of_ours_with_the_token() {
        AdminReply made = browser.with("Sec-Fetch-Site", "same-origin")
                .with("X-CSRF-Token", csrfToken)
                .post("/v1/sites", BODY);

        assertThat(made.status()).isEqualTo(201);
    }

    @Test
    void the_cookie_writes_from_a_page_of_ours_over_plain_http() {
        AdminReply made = browser.with("Origin", platform.service().url().toString())
                .with("X-CSRF-Token", csrfToken)
                .post("/v1/sites", BODY);

        assertThat(made.status()).isEqualTo(201);
    }

    @Test
    void the_cookie_alone_is_forged_whoever_sends_it() {
        assertForged(browser);
        assertForged(browser.with("X-CSRF-Token", csrfToken));
        assertForged(browser.with("Sec-Fetch-Site", "same-origin"));
        assertForged(browser.with("Sec-Fetch-Site", "same-origin").with("X-CSRF-Token", csrfToken + "x"));
        assertForged(browser.with("Sec-Fetch-Site", "cross-site").with("X-CSRF-Token", csrfToken));
        assertForged(browser.with("Sec-Fetch-Site", "same-site").with("X-CSRF-Token", csrfToken));
        assertForged(browser.with("Origin", "https://evil.example").with("X-CSRF-Token", csrfToken));
        assertForged(browser.with("Origin", "null").with("X-CSRF-Token", csrfToken));
    }

    @Test
    void a_foreign_page_cannot_log_anybody_in() {
        AdminReply forged = platform.anonymous()
                .with("Sec-Fetch-Site", "cross-site")
                .postForm("/dashboard/login", "email=a%40example.org&password=x");

        assertThat(forged.status()).isEqualTo(403);
    }

    @Test
    void every_answer_forbids_frames_and_foreign_scripts() {
        for (String path : new String[] {"/dashboard/login", "/v1/sites", "/nowhere"}) {
            AdminReply reply = platform.anonymous().get(path);
            assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(reply.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
        }
    }

    @Test
    void unknown_routes_are_404_and_wrong_methods_405() {
        assertThat(platform.owner().get("/v1/nothing").code()).isEqualTo("not_found");
        assertThat(platform.owner().delete("/v1/sites").code()).isEqualTo("method_not_allowed");
    }

    @Test
    void large_bodies_are_413() {
        AdminReply large = platform.owner().post("/v1/sites", "{\"name\":\"" + "x".repeat(300_000) + "\"}");

        assertThat(large.status()).isEqualTo(413);
    }

    private static void assertForged(AdminCaller forger) {
        AdminReply reply = forger.post("/v1/sites", BODY);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("csrf_refused");
    }
}
