package dev.voicgen.keyadmin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.keyadmin.AdminCaller;
import dev.voicgen.keyadmin.AdminReply;
import dev.voicgen.keyadmin.KeyAdminFixture;
import org.junit.jupiter.api.Test;

/** Without a session no route does anything, whatever it is asked: one test for each. */
class SessionNeededIT {

    private static final String SITE = "/v1/sites/1";

    private final AdminCaller nobody = KeyAdminFixture.shared().anonymous();

    @Test
    void site_list_401() {
        assertUnauthenticated(nobody.get("/v1/sites"));
    }

    @Test
    void site_create_401() {
        assertUnauthenticated(nobody.post("/v1/sites", "{\"name\":\"Site\"}"));
    }

    @Test
    void site_401() {
        assertUnauthenticated(nobody.get(SITE));
    }

    @Test
    void site_edit_401() {
        assertUnauthenticated(nobody.patch(SITE, "{\"active\":false}"));
    }

    @Test
    void key_list_401() {
        assertUnauthenticated(nobody.get(SITE + "/keys"));
    }

    @Test
    void key_create_401() {
        assertUnauthenticated(nobody.post(SITE + "/keys", "{\"name\":\"Key\"}"));
    }

    @Test
    void key_revoke_401() {
        assertUnauthenticated(nobody.delete(SITE + "/keys/1"));
    }

    @Test
    void rotate_key_401() {
        assertUnauthenticated(nobody.post(SITE + "/rotate-key", ""));
    }

    @Test
    void site_usage_401() {
        assertUnauthenticated(nobody.get(SITE + "/usage"));
    }

    @Test
    void site_audio_401() {
        assertUnauthenticated(nobody.get(SITE + "/audio"));
    }

    @Test
    void webhook_secret_401() {
        assertUnauthenticated(nobody.get(SITE + "/webhooks/secret"));
    }

    @Test
    void webhook_secret_change_401() {
        assertUnauthenticated(nobody.post(SITE + "/webhooks/secret", ""));
    }

    @Test
    void voices_401() {
        assertUnauthenticated(nobody.get("/v1/voices"));
    }

    @Test
    void subscribe_401() {
        assertUnauthenticated(nobody.put(SITE + "/subscription", "{\"plan\":\"starter\",\"status\":\"active\"}"));
    }

    @Test
    void plan_list_401() {
        assertUnauthenticated(nobody.get("/v1/plans"));
    }

    @Test
    void plan_put_401() {
        assertUnauthenticated(nobody.put("/v1/plans", "{\"items\":[]}"));
    }

    @Test
    void account_list_401() {
        assertUnauthenticated(nobody.get("/v1/accounts"));
    }

    @Test
    void account_subscribe_401() {
        assertUnauthenticated(nobody.put("/v1/accounts/1/subscription", "{\"plan\":\"starter\"}"));
    }

    @Test
    void account_create_401() {
        assertUnauthenticated(nobody.post("/v1/accounts", "{\"name\":\"A\"}"));
    }

    private static void assertUnauthenticated(AdminReply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("unauthenticated");
    }
}
