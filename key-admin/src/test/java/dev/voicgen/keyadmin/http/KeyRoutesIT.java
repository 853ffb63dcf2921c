package dev.voicgen.keyadmin.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.keyadmin.AdminCaller;
import dev.voicgen.keyadmin.AdminReply;
import dev.voicgen.keyadmin.KeyAdminFixture;
import org.junit.jupiter.api.Test;

/** A site's keys, one test for each answer; what revoking means elsewhere is tested with the instances that check keys. */
class KeyRoutesIT {

    private final KeyAdminFixture platform = KeyAdminFixture.shared();
    private final AdminCaller owner = platform.owner();
    private final long site = KeyAdminFixture.newSite(owner);
    private final String path = "/v1/sites/" + site;

    @Test
    void key_create_201_answers_the_key_this_once() {
        AdminReply made = owner.post(path + "/keys", "{\"name\":\"Production\",\"integration\":\"plugin\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        assertThat(made.data().fieldNames())
                .toIterable()
                .containsExactly("id", "name", "integration", "key", "start", "created_at");
        String key = made.data().path("key").asText();
        assertThat(ApiKey.parse(key)).isPresent();
        assertThat(key).startsWith(made.data().path("start").asText());
        AdminReply listed = owner.get(path + "/keys");
        assertThat(listed.text()).doesNotContain(key);
        assertThat(listed.data().at("/items/0").fieldNames())
                .toIterable()
                .containsExactly("id", "name", "integration", "start", "created_at", "last_used_at", "revoked_at");
        assertThat(listed.data().at("/items/0/integration").asText()).isEqualTo("plugin");
        assertThat(listed.data().at("/items/0/last_used_at").isNull()).isTrue();
    }

    @Test
    void key_create_422() {
        assertThat(owner.post(path + "/keys", "{}").body().at("/errors/name/0").asText())
                .isEqualTo("The name field is required.");
        assertThat(owner.post(path + "/keys", "{\"name\":\"x\",\"integration\":\"soap\"}")
                        .body()
                        .path("errors")
                        .has("integration"))
                .isTrue();
        assertThat(owner.post(path + "/keys", "{\"name\":\"a\\u0000b\"}").status())
                .isEqualTo(422);
    }

    @Test
    void key_create_422_beyond_fifty_live_keys() {
        platform.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into api_key (site_id, hash, start, name, integration) "
                                + "select ?, sha256((? || '/' || n)::bytea), 'vg_live_x', 'k', 'rest' from generate_series(1, 50) n",
                        site,
                        String.valueOf(site)));

        assertThat(owner.post(path + "/keys", "{\"name\":\"one more\"}").status())
                .isEqualTo(422);
    }

    @Test
    void key_list_200_page_by_page_the_newest_first() {
        KeyAdminFixture.newKey(owner, site);
        KeyAdminFixture.newKey(owner, site);

        JsonNode first = owner.get(path + "/keys?limit=1").data();
        JsonNode second = owner.get(path + "/keys?limit=1&cursor="
                        + first.path("next_cursor").asText())
                .data();

        assertThat(first.at("/items/0/id").asLong())
                .isGreaterThan(second.at("/items/0/id").asLong());
        assertThat(second.path("next_cursor").isNull()).isTrue();
    }

    @Test
    void key_list_422() {
        assertThat(owner.get(path + "/keys?limit=many").status()).isEqualTo(422);
    }

    @Test
    void key_revoke_200_also_the_second_time() {
        KeyAdminFixture.newKey(owner, site);
        long key = newestKey().path("id").asLong();

        AdminReply revoked = owner.delete(path + "/keys/" + key);
        AdminReply again = owner.delete(path + "/keys/" + key);

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.data().at("/confirmation/milliseconds").isNumber()).isTrue();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.data().path("revoked_at")).isEqualTo(revoked.data().path("revoked_at"));
    }

    @Test
    void key_revoke_404_for_a_key_of_another_site_of_the_same_owner() {
        KeyAdminFixture.newKey(owner, site);
        long key = newestKey().path("id").asLong();

        assertThat(owner.delete("/v1/sites/" + KeyAdminFixture.newSite(owner) + "/keys/" + key)
                        .status())
                .isEqualTo(404);
        assertThat(newestKey().path("revoked_at").isNull()).isTrue();
    }

    @Test
    void rotate_key_200_leaves_one_key() {
        owner.post(path + "/keys", "{\"name\":\"Plugin\",\"integration\":\"plugin\"}");
        owner.post(path + "/keys", "{\"name\":\"Production\"}");

        AdminReply rotated = owner.post(path + "/rotate-key", "");

        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.header("Cache-Control")).isEqualTo("no-store");
        assertThat(rotated.data().path("confirmation").fieldNames())
                .toIterable()
                .containsExactly("instances_confirmed", "leases_waited_out", "milliseconds");
        JsonNode keys = owner.get(path + "/keys").data().path("items");
        assertThat(keys).hasSize(3);
        assertThat(keys).filteredOn(key -> key.path("revoked_at").isNull()).hasSize(1);
    }

    @Test
    void rotate_key_200_keeps_the_name_and_kind_of_the_key_used_last() {
        subscribe("enterprise");
        owner.post(path + "/keys", "{\"name\":\"Old\",\"integration\":\"rest\"}");
        owner.post(path + "/keys", "{\"name\":\"WordPress\",\"integration\":\"plugin\"}");
        owner.post(path + "/keys", "{\"name\":\"Never used\",\"integration\":\"rest\"}");
        used("Old", "2026-01-01T10:00:00Z");
        used("WordPress", "2026-01-02T10:00:00Z");

        assertMadeAs("WordPress", "plugin", owner.post(path + "/rotate-key", ""));
    }

    @Test
    void rotate_key_200_keeps_a_plugin_key_beside_a_newer_rest_key_that_the_plan_refuses() {
        owner.post(path + "/keys", "{\"name\":\"WordPress\",\"integration\":\"plugin\"}");
        owner.post(path + "/keys", "{\"name\":\"Staging\",\"integration\":\"rest\"}");

        AdminReply rotated = owner.post(path + "/rotate-key", "");

        assertMadeAs("WordPress", "plugin", rotated);
        assertThat(rotated.data().has("warning")).isFalse();
    }

    @Test
    void rotate_key_200_keeps_a_plugin_key_beside_a_rest_key_that_was_used_on_the_plan_before() {
        owner.post(path + "/keys", "{\"name\":\"WordPress\",\"integration\":\"plugin\"}");
        owner.post(path + "/keys", "{\"name\":\"Backend\",\"integration\":\"rest\"}");
        used("WordPress", "2026-01-01T10:00:00Z");
        used("Backend", "2026-01-02T10:00:00Z");

        assertMadeAs("WordPress", "plugin", owner.post(path + "/rotate-key", ""));
    }

    @Test
    void rotate_key_200_makes_what_the_caller_asks_for() {
        owner.post(path + "/keys", "{\"name\":\"WordPress\",\"integration\":\"plugin\"}");

        assertMadeAs("Shop", "plugin", owner.post(path + "/rotate-key", "{\"name\":\"Shop\"}"));
        AdminReply rest = owner.post(path + "/rotate-key", "{\"integration\":\"rest\"}");
        assertMadeAs("Shop", "rest", rest);
        assertThat(rest.data().path("warning").asText()).contains("starter", "REST");
        assertMadeAs("Shop", "rest", owner.post(path + "/rotate-key", "{}"));
    }

    @Test
    void rotate_key_200_of_a_site_without_a_key_makes_one_that_the_plan_lets_in() {
        assertMadeAs("API key", "plugin", owner.post(path + "/rotate-key", ""));

        subscribe("enterprise");
        owner.delete(path + "/keys/" + newestKey().path("id").asLong());
        assertMadeAs("API key", "rest", owner.post(path + "/rotate-key", ""));
    }

    @Test
    void rotate_key_422() {
        KeyAdminFixture.newKey(owner, site);

        AdminReply refused = owner.post(path + "/rotate-key", "{\"name\":7,\"integration\":\"soap\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("name", "integration");
        assertThat(newestKey().path("revoked_at").isNull()).isTrue();
    }

    @Test
    void key_create_201_warns_of_a_key_that_would_be_refused() {
        String refused = warningOf("rest");
        assertThat(refused).contains("starter", "403");
        assertThat(warningOf("plugin")).isEmpty();

        subscribe("enterprise");
        assertThat(warningOf("rest")).isEmpty();

        platform.operator().put(path + "/subscription", "{\"plan\":\"enterprise\",\"status\":\"inactive\"}");
        assertThat(warningOf("plugin")).contains("subscription", "401");
        platform.operator()
                .put(
                        path + "/subscription",
                        "{\"plan\":\"enterprise\",\"status\":\"trialing\",\"trial_ends_at\":\"2020-01-31T00:00:00Z\"}");
        assertThat(warningOf("rest")).contains("trial", "401");

        subscribe("enterprise");
        owner.patch(path, "{\"active\":false}");
        assertThat(warningOf("rest")).contains("inactive", "401");
    }

    @Test
    void every_change_has_its_row_in_the_audit_log_without_the_key() {
        String key = KeyAdminFixture.newKey(owner, site);
        owner.post(path + "/rotate-key", "");

        String log = platform.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select string_agg(audit_log::text, ' ') from audit_log where site_id = :site")
                        .bind("site", site)
                        .mapTo(String.class)
                        .one());
        assertThat(log).contains("site_created", "key_created", "keys_rotated").doesNotContain(key);
    }

    private static void assertMadeAs(String name, String integration, AdminReply made) {
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.data().path("name").asText()).isEqualTo(name);
        assertThat(made.data().path("integration").asText()).isEqualTo(integration);
    }

    /** Of a new key; empty where there is none. */
    private String warningOf(String integration) {
        AdminReply made = owner.post(path + "/keys", "{\"name\":\"Key\",\"integration\":\"" + integration + "\"}");
        assertThat(made.status()).isEqualTo(201);
        return made.data().path("warning").asText();
    }

    private void subscribe(String plan) {
        platform.operator().put(path + "/subscription", "{\"plan\":\"" + plan + "\",\"status\":\"active\"}");
    }

    private void used(String key, String at) {
        platform.jdbi()
                .useHandle(handle -> handle.execute(
                        "update api_key set last_used_at = ?::timestamptz where site_id = ? and name = ?",
                        at,
                        site,
                        key));
    }

    private JsonNode newestKey() {
        return owner.get(path + "/keys").data().at("/items/0");
    }
}
