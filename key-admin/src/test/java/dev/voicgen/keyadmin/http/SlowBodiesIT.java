package dev.voicgen.keyadmin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.keyadmin.KeyAdminFixture;
import dev.voicgen.testkit.http.SlowSenders;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** However many clients keep a body back, with a session or without one, others can log in. */
class SlowBodiesIT {

    private static final List<String> ROUTES =
            List.of("POST /v1/auth/login", "POST /v1/sites", "PATCH /v1/sites/1", "POST /v1/accounts", "PUT /v1/plans");

    private static final KeyAdminFixture platform = KeyAdminFixture.shared();
    private static final URI url = platform.service().url();
    private static String session;

    @BeforeAll
    static void logIn() {
        String token = platform.login(platform.newOwner(), KeyAdminFixture.PASSWORD)
                .data()
                .path("token")
                .asText();
        session = "Authorization: Bearer " + token + "\r\n";
    }

    @Test
    void those_who_fall_silent_inside_a_body_do_not_keep_others_from_being_served() throws IOException {
        try (SlowSenders silent = SlowSenders.silent(url, ROUTES, session)) {
            assertOthersAreServed();
        }
    }

    @Test
    void those_whose_body_drips_do_not_keep_others_from_being_served() throws IOException {
        try (SlowSenders dripping = SlowSenders.dripping(url, ROUTES, session)) {
            assertOthersAreServed();
        }
    }

    private static void assertOthersAreServed() {
        assertThat(platform.anonymous().get("/healthz").status()).isEqualTo(200);
        assertThat(platform.login(platform.newOwner(), KeyAdminFixture.PASSWORD).status())
                .isEqualTo(200);
    }
}
