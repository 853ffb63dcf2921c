package dev.voicgen.keyadmin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.keyadmin.Caller;
import dev.voicgen.keyadmin.Reply;
import dev.voicgen.keyadmin.TestPlatform;
import org.junit.jupiter.api.Test;

/** What is no JSON, or does not call itself so, is refused: two tests for each route that takes a body. */
class RequestBodyIT {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Caller operator = TestPlatform.shared().operator();
    private final String site = "/v1/sites/" + TestPlatform.newSite(operator);

    @Test
    void site_create_400() {
        assertMalformed(operator.post("/v1/sites", "{"));
    }

    @Test
    void site_create_415() {
        assertUnsupported(operator.send("POST", "/v1/sites", "name=x", FORM));
    }

    @Test
    void site_edit_400() {
        assertMalformed(operator.patch(site, "{"));
    }

    @Test
    void site_edit_415() {
        assertUnsupported(operator.send("PATCH", site, "name=x", FORM));
    }

    @Test
    void key_create_400() {
        assertMalformed(operator.post(site + "/keys", "{"));
    }

    @Test
    void key_create_415() {
        assertUnsupported(operator.send("POST", site + "/keys", "name=x", FORM));
    }

    @Test
    void subscribe_400() {
        assertMalformed(operator.put(site + "/subscription", "{"));
    }

    @Test
    void subscribe_415() {
        assertUnsupported(operator.send("PUT", site + "/subscription", "name=x", FORM));
    }

    @Test
    void plan_put_400() {
        assertMalformed(operator.put("/v1/plans", "{"));
    }

    @Test
    void plan_put_415() {
        assertUnsupported(operator.send("PUT", "/v1/plans", "name=x", FORM));
    }

    @Test
    void account_create_400() {
        assertMalformed(operator.post("/v1/accounts", "{"));
    }

    @Test
    void account_create_415() {
        assertUnsupported(operator.send("POST", "/v1/accounts", "name=x", FORM));
    }

    @Test
    void account_subscribe_400() {
        assertMalformed(operator.put("/v1/accounts/1/subscription", "{"));
    }

    @Test
    void account_subscribe_415() {
        assertUnsupported(operator.send("PUT", "/v1/accounts/1/subscription", "name=x", FORM));
    }

    @Test
    void rotate_key_400() {
        assertMalformed(operator.post(site + "/rotate-key", "{"));
    }

    @Test
    void rotate_key_415() {
        assertUnsupported(operator.send("POST", site + "/rotate-key", "name=x", FORM));
    }

    private static void assertMalformed(Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("malformed_json");
    }

    private static void assertUnsupported(Reply reply) {
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.code()).isEqualTo("unsupported_media_type");
    }
}
