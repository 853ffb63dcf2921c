package dev.voicgen.keyadmin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.keyadmin.AdminCaller;
import dev.voicgen.keyadmin.AdminReply;
import dev.voicgen.keyadmin.KeyAdminFixture;
import org.junit.jupiter.api.Test;

/** {@code GET /v1/sites/{site}/analytics}, one test for each answer; what it counts is tested where keys ask for it. */
class SiteAnalyticsIT {

    private final KeyAdminFixture platform = KeyAdminFixture.shared();
    private final AdminCaller owner = platform.owner();
    private final long site = KeyAdminFixture.newSite(owner);

    @Test
    void site_analytics_200() {
        platform.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into analytics_day values (?, '2026-03-31', 'p', 'en', 3, 2, 1, 5000, 0)", site));

        AdminReply reply = owner.get(path() + "?from=2026-03-01&to=2026-03-31&group_by=post");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.data().toString())
                .isEqualTo("{\"items\":[{\"post_id\":\"p\",\"language\":\"en\",\"loads\":3,\"plays\":2,\"completes\":1,"
                        + "\"listened_seconds\":5}],\"next_cursor\":null,"
                        + "\"totals\":{\"loads\":3,\"plays\":2,\"completes\":1,\"listened_seconds\":5}}");
    }

    @Test
    void site_analytics_401() {
        assertThat(platform.anonymous().get(path()).status()).isEqualTo(401);
    }

    @Test
    void site_analytics_404_of_another_account() {
        assertThat(platform.owner().get(path()).status()).isEqualTo(404);
    }

    @Test
    void site_analytics_422() {
        assertThat(owner.get(path() + "?from=now").status()).isEqualTo(422);
    }

    private String path() {
        return "/v1/sites/" + site + "/analytics";
    }
}
