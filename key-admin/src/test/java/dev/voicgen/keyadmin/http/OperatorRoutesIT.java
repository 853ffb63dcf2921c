package dev.voicgen.keyadmin.http;

import static dev.voicgen.keyadmin.KeyAdminFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.keyadmin.AdminCaller;
import dev.voicgen.keyadmin.AdminReply;
import dev.voicgen.keyadmin.KeyAdminFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What only an operator may do, one test for each answer. */
class OperatorRoutesIT {

    private final KeyAdminFixture platform = KeyAdminFixture.shared();
    private final AdminCaller operator = platform.operator();
    private final AdminCaller owner = platform.owner();
    private final String subscription = "/v1/sites/" + KeyAdminFixture.newSite(owner) + "/subscription";

    @Test
    void subscribe_403() {
        assertThat(owner.put(subscription, "{\"plan\":\"enterprise\",\"status\":\"active\"}")
                        .code())
                .isEqualTo("operator_only");
    }

    @Test
    void plan_list_403() {
        assertThat(owner.get("/v1/plans").code()).isEqualTo("operator_only");
    }

    @Test
    void plan_put_403() {
        assertThat(owner.put("/v1/plans", "{}").code()).isEqualTo("operator_only");
    }

    @Test
    void account_create_403() {
        assertThat(owner.post("/v1/accounts", "{}").code()).isEqualTo("operator_only");
    }

    @Test
    void subscribe_200() {
        AdminReply subscribed = operator.put(
                subscription,
                "{\"plan\":\"growth\",\"status\":\"trialing\",\"trial_ends_at\":\"2030-01-31T00:00:00Z\",\"monthly_posts\":7}");

        assertThat(subscribed.status()).isEqualTo(200);
        assertThat(subscribed.data().toString())
                .isEqualTo(
                        "{\"plan\":\"growth\",\"status\":\"trialing\",\"trial_ends_at\":\"2030-01-31T00:00:00.000Z\","
                                + "\"monthly_posts\":7}");
    }

    @Test
    void subscribe_200_with_a_plan_alone_keeps_the_rest() {
        operator.put(
                subscription,
                "{\"plan\":\"growth\",\"status\":\"trialing\",\"trial_ends_at\":\"2030-01-31T00:00:00Z\",\"monthly_posts\":7}");

        AdminReply subscribed = operator.put(subscription, "{\"plan\":\"enterprise\"}");

        assertThat(subscribed.status()).isEqualTo(200);
        assertThat(subscribed.data().toString())
                .isEqualTo(
                        "{\"plan\":\"enterprise\",\"status\":\"trialing\",\"trial_ends_at\":\"2030-01-31T00:00:00.000Z\","
                                + "\"monthly_posts\":7}");
    }

    @Test
    void subscribe_404() {
        assertThat(operator.put("/v1/sites/999999999/subscription", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void subscribe_422() {
        JsonNode errors = operator.put(
                        subscription,
                        "{\"plan\":\"gold\",\"status\":\"asleep\",\"trial_ends_at\":\"soon\",\"monthly_posts\":-1}")
                .body()
                .path("errors");

        assertThat(errors.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("plan", "status", "trial_ends_at", "monthly_posts");
    }

    @Test
    void plan_list_200() {
        assertThat(operator.get("/v1/plans").data().path("items"))
                .extracting(plan -> plan.path("name").asText())
                .contains("starter", "growth", "enterprise");
    }

    @Test
    void plan_put_200_and_the_new_one_can_be_subscribed_to() {
        String name = "plan-" + UUID.randomUUID();
        AdminReply put = operator.put(
                "/v1/plans",
                "{\"items\":[{\"name\":\"" + name + "\",\"monthly_posts\":3,\"rest_access\":true,\"voices\":\"growth\","
                        + "\"limits\":{\"per_key\":10,\"per_domain\":10,\"public_events\":10,\"tracked_events\":10}}]}");

        assertThat(put.status()).isEqualTo(200);
        assertThat(operator.get("/v1/plans").data().path("items"))
                .extracting(plan -> plan.path("name").asText())
                .contains(name);
        assertThat(operator.put(subscription, "{\"plan\":\"" + name + "\",\"status\":\"active\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void plan_put_422() {
        AdminReply refused = operator.put("/v1/plans", "{\"items\":[{\"name\":\"x\",\"rest_access\":2}]}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").has("items.0.rest_access")).isTrue();
        assertThat(refused.body().path("errors").has("items.0.limits.per_key")).isTrue();
    }

    @Test
    void account_create_201_can_log_in() {
        String email = "new-" + UUID.randomUUID() + "@example.org";

        AdminReply made = operator.post("/v1/accounts", account(email, PASSWORD));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text()).doesNotContain(PASSWORD);
        assertThat(platform.login(email, PASSWORD).data().at("/user/role").asText())
                .isEqualTo("owner");
    }

    @Test
    void account_create_422() {
        String email = platform.newOwner();

        assertThat(operator.post("/v1/accounts", account(email, PASSWORD))
                        .body()
                        .at("/errors/email/0")
                        .asText())
                .isEqualTo("The email has already been taken.");
        assertThat(operator.post("/v1/accounts", account("nobody", "short"))
                        .body()
                        .path("errors"))
                .hasSize(2);
    }

    @Test
    void account_create_201_whose_sites_begin_as_the_operator_said() {
        String email = "new-" + UUID.randomUUID() + "@example.org";
        AdminReply made = operator.post(
                "/v1/accounts",
                "{\"name\":\"Acme\",\"email\":\"" + email + "\",\"password\":\"" + PASSWORD
                        + "\",\"plan\":\"growth\",\"status\":\"trialing\",\"trial_ends_at\":\"2030-01-31T00:00:00Z\"}");

        assertThat(made.data().path("subscription").toString())
                .isEqualTo(
                        "{\"plan\":\"growth\",\"status\":\"trialing\",\"trial_ends_at\":\"2030-01-31T00:00:00.000Z\"}");
        assertThat(subscriptionOfNewSite(platform.loggedIn(email)))
                .isEqualTo(
                        "{\"plan\":\"growth\",\"status\":\"trialing\",\"trial_ends_at\":\"2030-01-31T00:00:00.000Z\","
                                + "\"monthly_posts\":null}");
    }

    @Test
    void account_create_422_for_terms_that_there_are_not() {
        assertThat(operator.post("/v1/accounts", "{\"plan\":\"gold\",\"status\":\"asleep\",\"trial_ends_at\":\"soon\"}")
                        .body()
                        .path("errors")
                        .fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("name", "email", "password", "plan", "status", "trial_ends_at");
    }

    @Test
    void sites_of_a_new_account_begin_with_its_trial_of_fourteen_days() {
        JsonNode begun = owner.get("/v1/sites").data().at("/items/0/subscription");

        assertThat(begun.path("plan").asText()).isEqualTo("starter");
        assertThat(begun.path("status").asText()).isEqualTo("trialing");
        assertThat(Instant.parse(begun.path("trial_ends_at").asText()))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(13)), Instant.now().plus(Duration.ofDays(14)));
    }

    @Test
    void sites_of_the_operator_may_do_everything() {
        assertThat(subscriptionOfNewSite(operator))
                .isEqualTo(
                        "{\"plan\":\"enterprise\",\"status\":\"active\",\"trial_ends_at\":null,\"monthly_posts\":null}");
    }

    @Test
    void account_list_200_the_newest_first() {
        String email = platform.newOwner();
        platform.newOwner();

        JsonNode items = operator.get("/v1/accounts?limit=2").data().path("items");

        assertThat(items).hasSize(2);
        assertThat(items.get(1).path("email").asText()).isEqualTo(email);
        assertThat(items.get(1).path("sites").asInt()).isZero();
        assertThat(items.get(1).at("/subscription/plan").asText()).isEqualTo("starter");
    }

    @Test
    void account_list_403() {
        assertThat(owner.get("/v1/accounts").code()).isEqualTo("operator_only");
    }

    @Test
    void account_list_422() {
        assertThat(operator.get("/v1/accounts?limit=0").status()).isEqualTo(422);
    }

    @Test
    void account_subscribe_200_holds_for_sites_made_later() {
        String email = platform.newOwner();
        AdminCaller customer = platform.loggedIn(email);
        long before = KeyAdminFixture.newSite(customer);

        AdminReply set =
                operator.put(accountOf(email) + "/subscription", "{\"plan\":\"growth\",\"status\":\"active\"}");

        assertThat(set.status()).isEqualTo(200);
        assertThat(set.data().toString())
                .isEqualTo("{\"plan\":\"growth\",\"status\":\"active\",\"trial_ends_at\":null}");
        assertThat(subscriptionOfNewSite(customer)).contains("growth", "active");
        assertThat(customer.get("/v1/sites/" + before)
                        .data()
                        .at("/subscription/plan")
                        .asText())
                .isEqualTo("starter");
    }

    @Test
    void account_subscribe_200_with_a_plan_alone_keeps_the_rest() {
        String account = accountOf(platform.newOwner());
        JsonNode before = operator.get("/v1/accounts?limit=1").data().at("/items/0/subscription");

        JsonNode set =
                operator.put(account + "/subscription", "{\"plan\":\"growth\"}").data();

        assertThat(set.path("plan").asText()).isEqualTo("growth");
        assertThat(set.path("status").asText()).isEqualTo("trialing");
        assertThat(set.path("trial_ends_at")).isEqualTo(before.path("trial_ends_at"));
    }

    @Test
    void account_subscribe_403() {
        assertThat(owner.put("/v1/accounts/1/subscription", "{}").code()).isEqualTo("operator_only");
    }

    @Test
    void account_subscribe_404() {
        assertThat(operator.put("/v1/accounts/999999999/subscription", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void account_subscribe_422() {
        assertThat(operator.put(accountOf(platform.newOwner()) + "/subscription", "{\"plan\":\"gold\"}")
                        .status())
                .isEqualTo(422);
    }

    /** The path of the account with this user. */
    private String accountOf(String email) {
        return "/v1/accounts/"
                + platform.jdbi()
                        .withHandle(handle -> handle.createQuery("select account_id from app_user where email = :email")
                                .bind("email", email)
                                .mapTo(long.class)
                                .one());
    }

    private static String subscriptionOfNewSite(AdminCaller owner) {
        return owner.get("/v1/sites/" + KeyAdminFixture.newSite(owner))
                .data()
                .path("subscription")
                .toString();
    }

    private static String account(String email, String password) {
        return "{\"name\":\"Acme\",\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
    }
}
