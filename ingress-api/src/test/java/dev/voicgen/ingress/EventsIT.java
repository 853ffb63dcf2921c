package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.contracts.player.EventUsage;
import dev.voicgen.contracts.player.PlayerEvent;
import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.RequestLimits;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.ingress.Client.Answer;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicConsumers;
import dev.voicgen.platform.kafka.TopicProducer;
import dev.voicgen.testkit.RestartableKafka;
import dev.voicgen.testkit.TestInfrastructure;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /v1/public/events} and {@code POST /v1/events/track}, one test for each answer. */
class EventsIT {

    private static final KafkaSettings KAFKA =
            new KafkaSettings(TestInfrastructure.shared().kafkaBootstrap(), 2, 1);
    private static final String LOAD = "{\"event_id\":\"e-1\",\"event\":\"load\",\"post_id\":\"p\"}";

    private static final String TOO_LARGE = " ".repeat(1024 * 1024 + 1);

    private static RunningIngress ingress;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.shared();
        client = ingress.client();
    }

    @Test
    void track_202_puts_the_event_on_the_log() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        Instant at = Instant.now().minusSeconds(3_600);

        Answer answer = track(
                site,
                "{\"event_id\":\"e-1\",\"event\":\"progress\",\"post_id\":\"p 1\",\"language\":\"de\","
                        + "\"session_id\":\"s\",\"position_seconds\":12.5,\"duration_seconds\":142,\"occurred_at\":\""
                        + at + "\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.data().toString()).isEqualTo("{\"accepted\":1}");
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("1200");
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("1199");
        assertThat(logOf(site))
                .containsExactly(new PlayerEvent(
                        site.site().siteId(),
                        "e-1",
                        PlayerEvent.Kind.PROGRESS,
                        new PostId("p 1"),
                        new Language("de"),
                        "s",
                        12.5,
                        142.0,
                        at));
    }

    @Test
    void public_events_202_as_text_with_the_domain_in_the_body() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        String page = "https://www." + site.domain();

        Answer answer = client.send(client.request("/v1/public/events")
                .header("Content-Type", "text/plain;charset=UTF-8")
                .header("Origin", page)
                .POST(BodyPublishers.ofString(
                        "{\"domain\":\"" + site.domain() + "\",\"events\":[" + LOAD + "," + LOAD + "]}")));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.data().get("accepted").asInt()).isEqualTo(2);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(page);
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("1999");
        assertThat(logOf(site)).hasSize(2).allSatisfy(event -> {
            assertThat(event.language()).isEqualTo(Language.ENGLISH);
            assertThat(event.occurredAt()).isBetween(Instant.now().minusSeconds(20), Instant.now());
        });
    }

    @Test
    void public_events_202_with_the_domain_in_the_query() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        assertThat(report("?domain=" + site.domain(), LOAD).status()).isEqualTo(202);
    }

    @Test
    void track_400() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        assertThat(track(site, "{").code()).isEqualTo("malformed_json");
    }

    @Test
    void public_events_400() throws Exception {
        assertThat(report("", "nonsense").code()).isEqualTo("malformed_json");
    }

    @Test
    void track_401() throws Exception {
        Answer answer = client.send(client.request("/v1/events/track")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(LOAD)));

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void public_events_402() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.with(
                SitesFixture.STARTER, new Subscription(Subscription.Status.INACTIVE, null), Integration.PLUGIN));

        Answer answer = report("?domain=" + site.domain(), LOAD);

        assertThat(answer.status()).isEqualTo(402);
        assertThat(answer.message()).isEqualTo("Subscription inactive");
    }

    @Test
    void public_events_403_unregistered_domain() throws Exception {
        assertThat(report("?domain=nobody.example", LOAD).code()).isEqualTo("domain_not_allowed");
    }

    @Test
    void track_403_when_the_months_events_are_used() throws Exception {
        SiteWithKey site =
                ingress.sites.add(SitesFixture.with(withEvents(10), SitesFixture.ACTIVE, Integration.PLUGIN));
        assertThat(track(site, LOAD).status()).isEqualTo(202);
        YearMonth month = YearMonth.now(ZoneOffset.UTC);
        tellUsage(new EventUsage(site.site().siteId(), month, 9));
        await().untilAsserted(() -> assertThat(
                        track(site, "{\"events\":[" + LOAD + "," + LOAD + "]}").status())
                .isEqualTo(403));
        assertThat(track(site, LOAD).status()).isEqualTo(202);
        tellUsage(new EventUsage(site.site().siteId(), month, 10));

        await().untilAsserted(() -> assertThat(track(site, LOAD).status()).isEqualTo(403));
        Answer answer = report("?domain=" + site.domain(), LOAD);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("analytics_quota");
        assertThat(answer.data().toString())
                .isEqualTo("{\"limit\":10,\"used\":10,\"resets_at\":\""
                        + month.plusMonths(1).atDay(1) + "T00:00:00.000Z\"}");
        tellUsage(new EventUsage(site.site().siteId(), month.minusMonths(1), 10));
        await().untilAsserted(() -> assertThat(track(site, LOAD).status()).isEqualTo(202));
    }

    @Test
    void track_413() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        assertThat(track(site, TOO_LARGE).code()).isEqualTo("body_too_large");
    }

    @Test
    void public_events_413() throws Exception {
        assertThat(report("", TOO_LARGE).code()).isEqualTo("body_too_large");
    }

    @Test
    void public_events_415() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        Answer answer = client.send(client.request("/v1/public/events?domain=" + site.domain())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(LOAD)));
        Answer inAnotherCharset = client.send(client.request("/v1/public/events?domain=" + site.domain())
                .header("Content-Type", "text/plain; charset=x")
                .POST(BodyPublishers.ofString(LOAD)));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(inAnotherCharset.status()).isEqualTo(415);
    }

    @Test
    void track_415_text() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        Answer answer = client.send(client.request("/v1/events/track", site)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(LOAD)));

        assertThat(answer.status()).isEqualTo(415);
    }

    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{} | event_id | The event id field is required.",
                "{\"events\":{}} | events | The events field must be an array.",
                "{\"events\":[]} | events | The events field must have at least 1 item.",
                "{\"events\":[5]} | events.0 | The events.0 field must be an object.",
                "{\"events\":[LOAD,{\"event_id\":\"a\",\"event\":\"dance\",\"post_id\":\"p\"}]} | events.1.event"
                        + " | The selected events.1.event is invalid. It must be one of: load, play, pause, progress, seek, complete, error.",
                "{\"event_id\":\"a\",\"event\":\"load\",\"post_id\":\"a/b\"} | post_id"
                        + " | The post id field must be 1 to 191 printable characters without a slash: there is U+002F at character 2.",
                "{\"event_id\":7,\"event\":\"load\",\"post_id\":\"p\"} | event_id"
                        + " | The event id field must be a string.",
                "{\"event_id\":\"a\",\"event\":\"load\",\"post_id\":\"p\",\"language\":\"xx\"} | language"
                        + " | The selected language is invalid. It must be a code of ISO 639-1, such as en.",
                "{\"event_id\":\"a\",\"event\":\"load\",\"post_id\":\"p\",\"position_seconds\":-1} | position_seconds"
                        + " | The position seconds field must be between 0 and 604800.",
                "{\"event_id\":\"a\",\"event\":\"load\",\"post_id\":\"p\",\"occurred_at\":\"today\"} | occurred_at"
                        + " | The occurred at field must be a time in ISO 8601, such as 2026-03-31T12:00:00Z.",
                "{\"event_id\":\"a\",\"event\":\"load\",\"post_id\":\"p\",\"occurred_at\":\"2020-01-01T00:00:00Z\"}"
                        + " | occurred_at | The occurred at field must be within the last 24 hours.",
                "{\"event_id\":\"a\",\"event\":\"load\",\"post_id\":\"p\",\"occurred_at\":\"2099-01-01T00:00:00Z\"}"
                        + " | occurred_at | The occurred at field must not be in the future."
            })
    void track_422(String body, String field, String message) throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());

        Answer answer = track(site, body.replace("LOAD", LOAD));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/errors").get(field).get(0).asText()).isEqualTo(message);
        assertThat(logOf(site)).isEmpty();
    }

    @Test
    void track_422_more_than_100() throws Exception {
        SiteWithKey site = ingress.sites.add(SitesFixture.inGoodStanding());
        String events = IntStream.range(0, 101).mapToObj(i -> LOAD).collect(Collectors.joining(","));

        assertThat(track(site, "{\"events\":[" + events + "]}").message())
                .isEqualTo("The events field must not have more than 100 items.");
    }

    @Test
    void public_events_422_without_a_domain() throws Exception {
        assertThat(report("", LOAD).message()).isEqualTo("The domain field is required.");
        assertThat(report("", "{\"domain\":5}").message()).isEqualTo("The domain field must be a string.");
    }

    @Test
    void track_429() throws Exception {
        SiteWithKey site = ingress.sites.add(tight());
        for (int i = 0; i < 3; i++) {
            assertThat(track(site, LOAD).status()).isEqualTo(202);
        }

        Answer tracked = track(site, LOAD);

        assertThat(tracked.status()).isEqualTo(429);
        assertThat(tracked.message()).isEqualTo("Too Many Attempts.");
        assertThat(tracked.header("X-RateLimit-Limit")).isEqualTo("3");
        assertThat(tracked.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(Integer.parseInt(tracked.header("Retry-After"))).isBetween(1, 60);
        assertThat(tracked.header("X-RateLimit-Reset")).isNotBlank();
        assertThat(report("?domain=" + site.domain(), LOAD).status()).isEqualTo(202);
    }

    @Test
    void public_events_429() throws Exception {
        SiteWithKey site = ingress.sites.add(tight());
        for (int i = 0; i < 2; i++) {
            assertThat(report("?domain=" + site.domain(), LOAD).status()).isEqualTo(202);
        }

        Answer reported = report("?domain=" + site.domain(), LOAD);

        assertThat(reported.status()).isEqualTo(429);
        assertThat(reported.header("X-RateLimit-Limit")).isEqualTo("2");
        assertThat(track(site, LOAD).status()).isEqualTo(202);
    }

    @Test
    void public_events_503_domains_cannot_be_looked_up() throws Exception {
        Answer answer = ingress.sites.whileAway(() -> report("?domain=site.example", LOAD));

        assertThat(answer.status()).isEqualTo(503);
    }

    @Test
    void track_503_without_kafka() throws Exception {
        try (RestartableKafka broker = RestartableKafka.start();
                RunningIngress cutOff = RunningIngress.on(
                        broker.bootstrapServers(), TestInfrastructure.shared().newDatabase())) {
            SiteWithKey site = cutOff.sites.add(SitesFixture.inGoodStanding());
            Client caller = cutOff.client();
            assertThat(track(caller, site, LOAD).status()).isEqualTo(202);
            broker.stop();

            Answer answer = track(caller, site, LOAD);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("events_unavailable");
            assertThat(answer.header("Retry-After")).isNotBlank();
            broker.startAgain();
        }
    }

    private static Answer track(SiteWithKey site, String json) throws Exception {
        return track(client, site, json);
    }

    private static Answer track(Client caller, SiteWithKey site, String json) throws Exception {
        return caller.send(caller.request("/v1/events/track", site)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private static Answer report(String query, String json) throws Exception {
        return client.send(client.request("/v1/public/events" + query)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** May report three events a minute with its key, and two with its domain. */
    private static SiteWithKey tight() {
        Plan plan = new Plan("tight", 5, true, new RequestLimits(1, 1, 2, 3), VoiceTier.STARTER, null);
        return SitesFixture.with(plan, SitesFixture.ACTIVE, Integration.PLUGIN);
    }

    private static Plan withEvents(long monthlyEvents) {
        return new Plan("small", 5, true, new RequestLimits(600, 600, 600, 600), VoiceTier.STARTER, monthlyEvents);
    }

    /** As analytics would. */
    private static void tellUsage(EventUsage usage) {
        try (TopicProducer producer = TopicProducer.open("analytics", KAFKA, Duration.ofSeconds(10))) {
            producer.send(Topics.ANALYTICS_MONTHS, String.valueOf(usage.siteId()), usage)
                    .join();
        }
    }

    private static List<PlayerEvent> logOf(SiteWithKey site) {
        List<PlayerEvent> found = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = TopicConsumers.assigned("events-it", KAFKA)) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.PLAYER_EVENTS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    found.add(TopicConsumers.read(Topics.PLAYER_EVENTS, record.value()));
                }
            }
        }
        return found.stream()
                .filter(event -> event.siteId() == site.site().siteId())
                .toList();
    }
}
