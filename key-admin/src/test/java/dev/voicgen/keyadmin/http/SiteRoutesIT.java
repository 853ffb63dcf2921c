package dev.voicgen.keyadmin.http;

import static dev.voicgen.keyadmin.KeyAdminFixture.newDomain;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.keyadmin.AdminCaller;
import dev.voicgen.keyadmin.AdminReply;
import dev.voicgen.keyadmin.KeyAdminFixture;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Sites and what belongs to one, one test for each answer. */
class SiteRoutesIT {

    private final KeyAdminFixture platform = KeyAdminFixture.shared();
    private final AdminCaller owner = platform.owner();

    @Test
    void site_create_201() {
        String domain = newDomain();

        AdminReply made = owner.post(
                "/v1/sites",
                "{\"name\":\"Harbour Weekly\",\"domains\":[\"WWW." + domain + ".:8080\",\"" + domain + "\"]}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.data().path("domains").toString()).isEqualTo("[\"" + domain + "\"]");
        assertThat(made.data().path("active").asBoolean()).isTrue();
        assertThat(made.data().path("live_keys").asInt()).isZero();
        JsonNode subscription = made.data().path("subscription");
        assertThat(subscription.path("plan").asText()).isEqualTo("starter");
        assertThat(subscription.path("status").asText()).isEqualTo("trialing");
    }

    @Test
    void site_create_422() {
        AdminReply refused = owner.post("/v1/sites", "{\"domains\":[\"*.com\",\"a b\"]}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("validation_failed");
        assertThat(refused.body().path("message").asText())
                .isEqualTo("The name field is required. (and 2 more errors)");
        assertThat(refused.body().path("errors").path("domains")).hasSize(2);
    }

    @Test
    void site_create_422_for_domains_that_are_no_strings() {
        AdminReply refused = owner.post("/v1/sites", "{\"name\":\"x\",\"domains\":[7]}");

        assertThat(refused.body().at("/errors/domains/0").asText())
                .isEqualTo("The domains field must be an array of strings.");
    }

    @Test
    void site_create_422_for_a_domain_of_another_site() {
        String domain = newDomain();
        platform.owner().post("/v1/sites", "{\"name\":\"First\",\"domains\":[\"" + domain + "\"]}");

        AdminReply refused = owner.post("/v1/sites", "{\"name\":\"Second\",\"domains\":[\"" + domain + "\"]}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/errors/domains/0").asText()).contains(domain);
        assertThat(owner.get("/v1/sites").data().path("items")).isEmpty();
    }

    @Test
    void site_list_200_shows_the_owner_their_own_and_pages_through_them() {
        long first = KeyAdminFixture.newSite(owner);
        long second = KeyAdminFixture.newSite(owner);
        KeyAdminFixture.newSite(platform.owner());

        JsonNode newest = owner.get("/v1/sites?limit=1").data();
        JsonNode next = owner.get(
                        "/v1/sites?limit=1&cursor=" + newest.path("next_cursor").asText())
                .data();

        assertThat(newest.at("/items/0/id").asLong()).isEqualTo(second);
        assertThat(next.at("/items/0/id").asLong()).isEqualTo(first);
        assertThat(next.path("next_cursor").isNull()).isTrue();
    }

    @Test
    void site_list_422() {
        assertThat(owner.get("/v1/sites?limit=201").status()).isEqualTo(422);
        assertThat(owner.get("/v1/sites?cursor=x").status()).isEqualTo(422);
    }

    @Test
    void site_200_also_for_an_operator() {
        long site = KeyAdminFixture.newSite(owner);

        assertThat(owner.get("/v1/sites/" + site).data().path("name").asText()).isEqualTo("Site");
        assertThat(platform.operator().get("/v1/sites/" + site).status()).isEqualTo(200);
    }

    @Test
    void site_edit_200_changes_what_is_named_and_nothing_else() {
        String path = "/v1/sites/" + KeyAdminFixture.newSite(owner);
        JsonNode before = owner.get(path).data();

        AdminReply edited = owner.patch(
                path, "{\"active\":false,\"default_voice_id\":1,\"settings\":{\"allow_voice_switch\":false}}");

        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.data().path("active").asBoolean()).isFalse();
        assertThat(edited.data().path("default_voice_id").asInt()).isEqualTo(1);
        assertThat(edited.data().at("/settings/allow_voice_switch").asBoolean(true))
                .isFalse();
        assertThat(edited.data().path("name")).isEqualTo(before.path("name"));
        assertThat(edited.data().path("domains")).isEqualTo(before.path("domains"));
    }

    @Test
    void site_edit_422() {
        String path = "/v1/sites/" + KeyAdminFixture.newSite(owner);

        assertThat(owner.patch(path, "{\"default_voice_id\":99999}").status()).isEqualTo(422);
        assertThat(owner.patch(path, "{\"active\":\"no\"}").status()).isEqualTo(422);
        assertThat(owner.patch(path, "{\"name\":\" \"}").status()).isEqualTo(422);
        assertThat(owner.patch(path, "{\"settings\":[]}").status()).isEqualTo(422);
    }

    @Test
    void site_usage_200_is_what_admission_told_of_this_month() {
        long site = KeyAdminFixture.newSite(owner);
        LocalDate month = LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1);
        platform.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into usage_month values (?, ?, 50, 30, 5, 9), (?, ?, 50, 49, 0, 8)",
                        site,
                        month,
                        site,
                        month.minusMonths(1)));

        assertThat(owner.get("/v1/sites/" + site + "/usage").data().toString())
                .isEqualTo("{\"limit\":50,\"used\":30,\"reserved\":5,\"remaining\":15,\"resets_at\":\""
                        + month.plusMonths(1) + "T00:00:00.000Z\"}");
    }

    @Test
    void site_usage_200_before_anything_was_used() {
        long site = KeyAdminFixture.newSite(owner);

        JsonNode usage = owner.get("/v1/sites/" + site + "/usage").data();

        assertThat(usage.path("limit").asInt()).isEqualTo(50);
        assertThat(usage.path("used").asInt()).isZero();
        assertThat(usage.path("remaining").asInt()).isEqualTo(50);
    }

    @Test
    void site_usage_200_with_a_limit_lowered_below_what_was_used_and_without_a_cap() {
        long site = KeyAdminFixture.newSite(owner);
        platform.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into usage_month values (?, ?, 50, 30, 5, 9)",
                        site,
                        LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1)));
        AdminCaller operator = platform.operator();

        operator.put(
                "/v1/sites/" + site + "/subscription",
                "{\"plan\":\"starter\",\"status\":\"active\",\"monthly_posts\":10}");
        JsonNode lowered = owner.get("/v1/sites/" + site + "/usage").data();
        operator.put("/v1/sites/" + site + "/subscription", "{\"plan\":\"enterprise\",\"status\":\"active\"}");
        JsonNode uncapped = owner.get("/v1/sites/" + site + "/usage").data();

        assertThat(lowered.path("limit").asInt()).isEqualTo(10);
        assertThat(lowered.path("remaining").asInt()).isZero();
        assertThat(uncapped.path("limit").isNull()).isTrue();
        assertThat(uncapped.path("remaining").isNull()).isTrue();
    }

    @Test
    void site_audio_200() {
        long site = KeyAdminFixture.newSite(owner);
        platform.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into audio (site_id, language, post_id, job_id, status, progress_percent, voice_id, content_hash,"
                                + " requested_at) values (?, 'en', 'p', 7, 'generating', 40, 1, 'x', now())",
                        site));

        AdminReply audio = owner.get("/v1/sites/" + site + "/audio");

        assertThat(audio.data().path("items")).hasSize(1);
        assertThat(audio.data().at("/items/0/post_id").asText()).isEqualTo("p");
        assertThat(audio.data().at("/items/0/progress_percent").asInt()).isEqualTo(40);
    }

    @Test
    void site_audio_422() {
        String path = "/v1/sites/" + KeyAdminFixture.newSite(owner) + "/audio";

        assertThat(owner.get(path + "?limit=0").status()).isEqualTo(422);
    }

    @Test
    void webhook_secret_200() {
        AdminReply secret = owner.get("/v1/sites/" + KeyAdminFixture.newSite(owner) + "/webhooks/secret");

        assertThat(secret.data().path("secret").asText()).startsWith("whsec_");
        assertThat(secret.data().path("previous_secret").isNull()).isTrue();
    }

    @Test
    void webhook_secret_change_200_and_the_one_before_signs_beside_it() {
        String path = "/v1/sites/" + KeyAdminFixture.newSite(owner) + "/webhooks/secret";
        String before = owner.get(path).data().path("secret").asText();

        JsonNode changed = owner.post(path, "").data();

        assertThat(changed.path("secret").asText()).startsWith("whsec_").isNotEqualTo(before);
        assertThat(changed.path("previous_secret").asText()).isEqualTo(before);
        assertThat(owner.get(path).data()).isEqualTo(changed);
    }

    @Test
    void voices_200() {
        JsonNode voices = owner.get("/v1/voices").data().path("items");

        assertThat(voices.isEmpty()).isFalse();
        assertThat(voices.get(0).fieldNames())
                .toIterable()
                .containsExactly("id", "name", "type", "language", "gender", "plan_required");
    }
}
