package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.voicgen.ingress.reads.DatabaseReads;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import dev.voicgen.testkit.RestartableDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** By its id a request is found in the log, whichever thread wrote the line. */
class RequestLogIT {

    private final Logger log = (Logger) LoggerFactory.getLogger(DatabaseReads.class);
    private final Ids lines = new Ids();

    /** The ids of the requests that lines were written for. */
    private static final class Ids extends AppenderBase<ILoggingEvent> {

        final List<String> ids = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent line) {
            ids.add(String.valueOf(line.getMDCPropertyMap().get("request")));
        }
    }

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
    }

    @Test
    void a_line_of_a_later_step_has_the_id_of_its_request() throws Exception {
        try (RestartableDatabase database = RestartableDatabase.start();
                RunningIngress ingress =
                        RunningIngress.on(TestInfrastructure.shared().kafkaBootstrap(), database.database())) {
            SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
            database.stop();

            // Its key is checked on one thread, it goes on on another and reads the database on a third.
            var answer = ingress.client()
                    .send(ingress.client().request("/v1/audio/p", site).header("X-Request-Id", "find-me"));

            assertThat(answer.code()).isEqualTo("catalog_unavailable");
            await().untilAsserted(() -> assertThat(lines.ids).containsOnly("find-me"));
        }
    }
}
