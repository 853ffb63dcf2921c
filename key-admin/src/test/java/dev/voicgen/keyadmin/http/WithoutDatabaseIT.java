package dev.voicgen.keyadmin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.keyadmin.AdminCaller;
import dev.voicgen.keyadmin.AdminReply;
import dev.voicgen.keyadmin.KeyAdminFixture;
import dev.voicgen.testkit.RestartableDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * While PostgreSQL is away every route says that it will pass: one test for each. All are called at once, because each
 * waits some seconds for a connection.
 */
class WithoutDatabaseIT {

    private static final Map<String, AdminReply> ANSWERS = new ConcurrentHashMap<>();

    @BeforeAll
    static void callAll() throws Exception {
        try (RestartableDatabase database = RestartableDatabase.start()) {
            KeyAdminFixture platform =
                    KeyAdminFixture.start(TestInfrastructure.shared().kafkaBootstrap(), database.database());
            try {
                AdminCaller operator = platform.operator();
                String site = "/v1/sites/" + KeyAdminFixture.newSite(operator);
                database.stop();
                CompletableFuture.allOf(calls(operator, site).entrySet().stream()
                                .map(call -> CompletableFuture.runAsync(
                                        () -> ANSWERS.put(
                                                call.getKey(), call.getValue().get()),
                                        running -> new Thread(running, call.getKey()).start()))
                                .toArray(CompletableFuture<?>[]::new))
                        .join();
            } finally {
                platform.service().close();
            }
        }
    }

    private static Map<String, Supplier<AdminReply>> calls(AdminCaller operator, String site) {
        return Map.ofEntries(
                Map.entry(
                        "login",
                        () -> operator.post(
                                "/v1/auth/login", "{\"email\":\"owner@example.org\",\"password\":\"correct horse\"}")),
                Map.entry("logout", () -> operator.post("/v1/auth/logout", "{}")),
                Map.entry("site_list", () -> operator.get("/v1/sites")),
                Map.entry("site_create", () -> operator.post("/v1/sites", "{\"name\":\"Site\"}")),
                Map.entry("site", () -> operator.get(site)),
                Map.entry("site_edit", () -> operator.patch(site, "{\"active\":false}")),
                Map.entry("key_list", () -> operator.get(site + "/keys")),
                Map.entry("key_create", () -> operator.post(site + "/keys", "{\"name\":\"Key\"}")),
                Map.entry("key_revoke", () -> operator.delete(site + "/keys/1")),
                Map.entry("rotate_key", () -> operator.post(site + "/rotate-key", "")),
                Map.entry("site_usage", () -> operator.get(site + "/usage")),
                Map.entry("site_audio", () -> operator.get(site + "/audio")),
                Map.entry("site_analytics", () -> operator.get(site + "/analytics")),
                Map.entry("webhook_secret", () -> operator.get(site + "/webhooks/secret")),
                Map.entry("webhook_secret_change", () -> operator.post(site + "/webhooks/secret", "")),
                Map.entry("voices", () -> operator.get("/v1/voices")),
                Map.entry(
                        "subscribe",
                        () -> operator.put(site + "/subscription", "{\"plan\":\"starter\",\"status\":\"active\"}")),
                Map.entry("plan_list", () -> operator.get("/v1/plans")),
                Map.entry("plan_put", () -> operator.put("/v1/plans", "{\"items\":[]}")),
                Map.entry("account_list", () -> operator.get("/v1/accounts")),
                Map.entry(
                        "account_subscribe",
                        () -> operator.put("/v1/accounts/1/subscription", "{\"plan\":\"starter\"}")),
                Map.entry("account_create", () -> operator.post("/v1/accounts", "{\"name\":\"A\"}")));
    }

    @Test
    void login_503() {
        assertAway("login");
    }

    @Test
    void logout_503() {
        assertAway("logout");
    }

    @Test
    void site_list_503() {
        assertAway("site_list");
    }

    @Test
    void site_create_503() {
        assertAway("site_create");
    }

    @Test
    void site_503() {
        assertAway("site");
    }

    @Test
    void site_edit_503() {
        assertAway("site_edit");
    }

    @Test
    void key_list_503() {
        assertAway("key_list");
    }

    @Test
    void key_create_503() {
        assertAway("key_create");
    }

    @Test
    void key_revoke_503() {
        assertAway("key_revoke");
    }

    @Test
    void rotate_key_503() {
        assertAway("rotate_key");
    }

    @Test
    void site_usage_503() {
        assertAway("site_usage");
    }

    @Test
    void site_audio_503() {
        assertAway("site_audio");
    }

    @Test
    void site_analytics_503() {
        assertAway("site_analytics");
    }

    @Test
    void webhook_secret_503() {
        assertAway("webhook_secret");
    }

    @Test
    void webhook_secret_change_503() {
        assertAway("webhook_secret_change");
    }

    @Test
    void voices_503() {
        assertAway("voices");
    }

    @Test
    void subscribe_503() {
        assertAway("subscribe");
    }

    @Test
    void plan_list_503() {
        assertAway("plan_list");
    }

    @Test
    void plan_put_503() {
        assertAway("plan_put");
    }

    @Test
    void account_list_503() {
        assertAway("account_list");
    }

    @Test
    void account_subscribe_503() {
        assertAway("account_subscribe");
    }

    @Test
    void account_create_503() {
        assertAway("account_create");
    }

    private static void assertAway(String operation) {
        AdminReply reply = ANSWERS.get(operation);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("unavailable");
        assertThat(Integer.parseInt(reply.header("Retry-After"))).isPositive();
    }
}
