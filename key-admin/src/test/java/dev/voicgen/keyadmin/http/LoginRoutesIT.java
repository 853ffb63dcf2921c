package dev.voicgen.keyadmin.http;

import static dev.voicgen.keyadmin.KeyAdminFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.keyadmin.AdminCaller;
import dev.voicgen.keyadmin.AdminReply;
import dev.voicgen.keyadmin.KeyAdminFixture;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LoginRoutesIT {

    private final KeyAdminFixture platform = KeyAdminFixture.shared();

    @Test
    void login_200_with_a_token_and_a_cookie_that_scripts_and_other_sites_cannot_use() {
        AdminReply login = platform.login(platform.newOwner(), PASSWORD);

        assertThat(login.status()).isEqualTo(200);
        assertThat(login.data().path("token").asText()).hasSize(43);
        assertThat(login.header("Set-Cookie"))
                .startsWith("voicgen_session=" + login.data().path("token").asText())
                .contains("; Path=/")
                .containsIgnoringCase("; HttpOnly")
                .containsIgnoringCase("; SameSite=Lax");
        assertThat(login.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void login_200_whatever_the_case_of_the_email() {
        AdminReply login = platform.login(platform.newOwner().toUpperCase(Locale.ROOT), PASSWORD);

        assertThat(login.status()).isEqualTo(200);
    }

    @Test
    void login_401_the_same_for_a_wrong_password_and_an_unknown_user() {
        AdminReply wrong = platform.login(platform.newOwner(), "not the password");
        AdminReply unknown = platform.login("nobody-" + System.nanoTime() + "@example.org", "not the password");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("invalid_credentials");
        assertThat(unknown.text()).isEqualTo(wrong.text());
    }

    @Test
    void login_422() {
        AdminReply login = platform.anonymous().post("/v1/auth/login", "{}");

        assertThat(login.status()).isEqualTo(422);
        assertThat(login.body().path("message").asText())
                .isIn(
                        "The email field is required. (and 1 more error)",
                        "The password field is required. (and 1 more error)");
        assertThat(login.body().path("errors").has("email")).isTrue();
    }

    @Test
    void login_400() {
        assertThat(platform.anonymous().post("/v1/auth/login", "{\"email\":").code())
                .isEqualTo("malformed_json");
    }

    @Test
    void login_415() {
        AdminReply login = platform.anonymous().postForm("/v1/auth/login", "email=a%40example.org&password=x");

        assertThat(login.status()).isEqualTo(415);
    }

    @Test
    void login_429_by_email_even_with_the_right_password_in_the_end() {
        String email = platform.newOwner();
        for (int i = 0; i < 10; i++) {
            assertThat(platform.login(email, "guess number " + i).status()).isEqualTo(401);
        }

        AdminReply throttled = platform.login(email, PASSWORD);

        assertThat(throttled.status()).isEqualTo(429);
        int wait = Integer.parseInt(throttled.header("Retry-After"));
        assertThat(wait).isBetween(1, 300);
        assertThat(throttled.body().path("message").asText())
                .isEqualTo("Too Many Attempts. Try again in " + wait + (wait == 1 ? " second." : " seconds."));
    }

    @Test
    void login_429_whatever_address_is_said_to_be_forwarded() {
        String email = "nobody-" + System.nanoTime() + "@example.org";
        String body = "{\"email\":\"" + email + "\",\"password\":\"guess\"}";
        AdminReply last = null;
        for (int i = 0; i <= 10; i++) {
            last = platform.anonymous()
                    .with("X-Forwarded-For", "203.0.113." + i)
                    .post("/v1/auth/login", body);
        }

        assertThat(last.status()).isEqualTo(429);
    }

    @Test
    void login_200_ends_the_session_it_came_with() {
        String email = platform.newOwner();
        AdminCaller planted = platform.loggedIn(email);
        String plantedToken = planted.headers().get("Authorization").substring("Bearer ".length());

        AdminReply login = platform.anonymous()
                .with("Cookie", "voicgen_session=" + plantedToken)
                .post("/v1/auth/login", "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}");

        assertThat(login.data().path("token").asText()).isNotEmpty().isNotEqualTo(plantedToken);
        assertThat(planted.get("/v1/sites").status()).isEqualTo(401);
    }

    @Test
    void a_token_that_the_server_never_made_becomes_no_session() {
        String chosen = "A".repeat(43);
        String email = platform.newOwner();
        platform.anonymous()
                .with("Cookie", "voicgen_session=" + chosen)
                .post("/v1/auth/login", "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}");

        AdminReply sites =
                platform.anonymous().with("Cookie", "voicgen_session=" + chosen).get("/v1/sites");

        assertThat(sites.status()).isEqualTo(401);
    }

    @Test
    void logout_200_ends_the_session() {
        AdminCaller owner = platform.owner();

        AdminReply logout = owner.post("/v1/auth/logout", "{}");

        assertThat(logout.status()).isEqualTo(200);
        assertThat(owner.get("/v1/sites").status()).isEqualTo(401);
    }

    @Test
    void logout_401() {
        assertThat(platform.anonymous().post("/v1/auth/logout", "{}").code()).isEqualTo("unauthenticated");
    }

    @Test
    void an_old_session_has_ended() {
        AdminCaller owner = platform.owner();
        platform.jdbi()
                .useHandle(
                        handle -> handle.execute(
                                "update session set expires_at = now() - interval '1 second' where user_id = (select max(user_id) from session)"));

        assertThat(owner.get("/v1/sites").status()).isEqualTo(401);
    }
}
