package dev.voicgen.keyadmin.http;

import static dev.voicgen.keyadmin.TestPlatform.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.keyadmin.Caller;
import dev.voicgen.keyadmin.Reply;
import dev.voicgen.keyadmin.TestPlatform;
import org.junit.jupiter.api.Test;

class SessionGuardIT {

    private static final String BODY = "{\"name\":\"Site\",\"domains\":[]}";

    private final TestPlatform platform = TestPlatform.shared();
    private final Reply login = platform.login(platform.newOwner(), PASSWORD);
    private final String csrfToken = login.data().path("csrf_token").asText();
    private final Caller browser = platform.anonymous()
            .with("Cookie", "voicgen_session=" + login.data().path("token").asText());

    @Test
    void withoutASessionItIs401() {
        Reply sites = platform.anonymous().get("/v1/sites");

        assertThat(sites.status()).isEqualTo(401);
        assertThat(sites.code()).isEqualTo("unauthenticated");
        assertThat(sites.header("X-Request-Id")).isNotEmpty();
    }

    @Test
    void anApiKeyIsNoSession() {
        Caller owner = platform.owner();
        String key = TestPlatform.newKey(owner, TestPlatform.newSite(owner));

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
    void theCookieReads() {
        assertThat(browser.get("/v1/sites").status()).isEqualTo(200);
    }

    @Test
    void theCookieWritesFromAPageOfOursWithTheToken() {
        Reply made = browser.with("Sec-Fetch-Site", "same-origin")
                .with("X-CSRF-Token", csrfToken)
                .post("/v1/sites", BODY);

        assertThat(made.status()).isEqualTo(201);
    }

    @Test
    void theCookieWritesFromAPageOfOursOverPlainHttp() {
        Reply made = browser.with("Origin", platform.service().url().toString())
                .with("X-CSRF-Token", csrfToken)
                .post("/v1/sites", BODY);

        assertThat(made.status()).isEqualTo(201);
    }

    @Test
    void theCookieAloneIsForgedWhoeverSendsIt() {
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
    void aForeignPageCannotLogAnybodyIn() {
        Reply forged = platform.anonymous()
                .with("Sec-Fetch-Site", "cross-site")
                .postForm("/dashboard/login", "email=a%40example.org&password=x");

        assertThat(forged.status()).isEqualTo(403);
    }

    @Test
    void everyAnswerForbidsFramesAndForeignScripts() {
        for (String path : new String[] {"/dashboard/login", "/v1/sites", "/nowhere"}) {
            Reply reply = platform.anonymous().get(path);
            assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(reply.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
        }
    }

    @Test
    void unknownRoutesAre404AndWrongMethods405() {
        assertThat(platform.owner().get("/v1/nothing").code()).isEqualTo("not_found");
        assertThat(platform.owner().delete("/v1/sites").code()).isEqualTo("method_not_allowed");
    }

    @Test
    void largeBodiesAre413() {
        Reply large = platform.owner().post("/v1/sites", "{\"name\":\"" + "x".repeat(300_000) + "\"}");

        assertThat(large.status()).isEqualTo(413);
    }

    private static void assertForged(Caller forger) {
        Reply reply = forger.post("/v1/sites", BODY);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("csrf_refused");
    }
}
