package dev.voicgen.keyadmin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.keyadmin.AdminCaller;
import dev.voicgen.keyadmin.AdminReply;
import dev.voicgen.keyadmin.KeyAdminFixture;
import org.junit.jupiter.api.Test;

/** To a session, another account's site is not there: one test for each route. */
class OthersSitesIT {

    private final KeyAdminFixture platform = KeyAdminFixture.shared();
    private final String site = "/v1/sites/" + KeyAdminFixture.newSite(platform.owner());
    private final AdminCaller other = platform.owner();

    @Test
    void site_404() {
        assertNotFound(other.get(site));
    }

    @Test
    void site_edit_404() {
        assertNotFound(other.patch(site, "{\"active\":false}"));
    }

    @Test
    void key_list_404() {
        assertNotFound(other.get(site + "/keys"));
    }

    @Test
    void key_create_404() {
        assertNotFound(other.post(site + "/keys", "{\"name\":\"Key\"}"));
    }

    @Test
    void key_revoke_404() {
        assertNotFound(other.delete(site + "/keys/1"));
    }

    @Test
    void rotate_key_404() {
        assertNotFound(other.post(site + "/rotate-key", ""));
    }

    @Test
    void site_usage_404() {
        assertNotFound(other.get(site + "/usage"));
    }

    @Test
    void site_audio_404() {
        assertNotFound(other.get(site + "/audio"));
    }

    @Test
    void webhook_secret_404() {
        assertNotFound(other.get(site + "/webhooks/secret"));
    }

    @Test
    void webhook_secret_change_404() {
        assertNotFound(other.post(site + "/webhooks/secret", ""));
    }

    @Test
    void site_404_for_what_is_no_id() {
        assertNotFound(other.get("/v1/sites/x"));
    }

    private static void assertNotFound(AdminReply reply) {
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("not_found");
    }
}
