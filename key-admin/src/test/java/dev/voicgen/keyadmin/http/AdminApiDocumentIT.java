package dev.voicgen.keyadmin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.keyadmin.AdminCaller;
import dev.voicgen.keyadmin.KeyAdminFixture;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether openapi.yaml is whole where it speaks of routes with a session. */
class AdminApiDocumentIT {

    private static final Set<String> WITH_A_SESSION = Set.of("Sessions", "Sites", "Operator");

    @Test
    void every_route_is_documented_and_every_documented_route_is_there() {
        assertThat(KeyAdminFixture.shared().routes().stream().filter(route -> route.contains(" /v1/")))
                .containsExactlyInAnyOrderElementsOf(AdminCaller.CONTRACT.routes(WITH_A_SESSION));
    }

    @Test
    void every_documented_answer_has_a_test() {
        assertThat(AdminCaller.CONTRACT.answersWithoutATest(
                        WITH_A_SESSION,
                        ForgedRequestIT.class,
                        KeyRoutesIT.class,
                        LoginRoutesIT.class,
                        OperatorRoutesIT.class,
                        OthersSitesIT.class,
                        RequestBodyIT.class,
                        SessionNeededIT.class,
                        SiteAnalyticsIT.class,
                        SiteRoutesIT.class,
                        WithoutDatabaseIT.class))
                .isEmpty();
    }
}
