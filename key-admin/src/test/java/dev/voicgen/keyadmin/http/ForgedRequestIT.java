package dev.voicgen.keyadmin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.keyadmin.AdminCaller;
import dev.voicgen.keyadmin.AdminReply;
import dev.voicgen.keyadmin.KeyAdminFixture;
import org.junit.jupiter.api.Test;

/** A change that a foreign page makes a browser send, cookie and all, is refused: one test for each. */
class ForgedRequestIT {

    private final KeyAdminFixture platform = KeyAdminFixture.shared();
    private final AdminReply login = platform.login(platform.newOwner(), KeyAdminFixture.PASSWORD);
    private final AdminCaller browser = platform.anonymous()
            .with("Cookie", "voicgen_session=" + login.data().path("token").asText())
            .with("Sec-Fetch-Site", "cross-site");
    private final String site = "/v1/sites/1";

    @Test
    void login_403() {
        assertForged(browser.post("/v1/auth/login", "{\"email\":\"a@example.org\",\"password\":\"x\"}"));
    }

    @Test
    void logout_403() {
        assertForged(browser.post("/v1/auth/logout", "{}"));
    }

    @Test
    void site_create_403() {
        assertForged(browser.post("/v1/sites", "{\"name\":\"Site\"}"));
    }

    @Test
    void site_edit_403() {
        assertForged(browser.patch(site, "{\"active\":false}"));
    }

    @Test
    void key_create_403() {
        assertForged(browser.post(site + "/keys", "{\"name\":\"Key\"}"));
    }

    @Test
    void key_revoke_403() {
        assertForged(browser.delete(site + "/keys/1"));
    }

    @Test
    void rotate_key_403() {
        assertForged(browser.post(site + "/rotate-key", ""));
    }

    @Test
    void webhook_secret_change_403() {
        assertForged(browser.post(site + "/webhooks/secret", ""));
    }

    private static void assertForged(AdminReply reply) {
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("csrf_refused");
    }
}
