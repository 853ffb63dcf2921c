package dev.voicgen.quota.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.player.DayCount;
import dev.voicgen.contracts.player.EventUsage;
import dev.voicgen.contracts.player.PlayerEvent;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.quota.sink.DeadLetter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyticsTopologyTest {

    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");
    private static final String TODAY = "7/en/p/2026-03-31";
    private static final String YESTERDAY = "7/en/p/2026-03-30";

    @TempDir
    private Path stateDir;

    private AnalyticsDriver driver;

    @BeforeEach
    void open() {
        driver = new AnalyticsDriver(stateDir);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void countsByPostLanguageAndDay() {
        send("1", PlayerEvent.Kind.LOAD, NOON);
        send("2", PlayerEvent.Kind.PLAY, NOON);
        send("3", PlayerEvent.Kind.PLAY, NOON.minus(Duration.ofHours(13)));
        send("4", PlayerEvent.Kind.COMPLETE, NOON);
        send("5", PlayerEvent.Kind.SEEK, NOON);
        driver.append(
                new PlayerEvent(
                        7, "6", PlayerEvent.Kind.LOAD, new PostId("p"), new Language("de"), null, null, null, NOON),
                NOON);

        assertThat(driver.days.keySet()).containsExactlyInAnyOrder(TODAY, YESTERDAY, "7/de/p/2026-03-31");
        assertThat(driver.days.get(TODAY))
                .usingRecursiveComparison()
                .ignoringFields("post", "day")
                .isEqualTo(new DayCount(null, null, 1, 1, 1, 0, 4));
        assertThat(driver.days.get(YESTERDAY).plays()).isEqualTo(1);
    }

    @Test
    void sameIdOfTheSameSiteCountsOnceForTwoDays() {
        send("1", PlayerEvent.Kind.PLAY, NOON);
        send("1", PlayerEvent.Kind.PLAY, NOON);
        append(event(7, "1", PlayerEvent.Kind.PLAY, NOON), NOON.plus(Duration.ofHours(23)));
        append(event(7, "1", PlayerEvent.Kind.PLAY, NOON.plus(Duration.ofHours(40))), NOON.plus(Duration.ofHours(47)));
        append(event(8, "1", PlayerEvent.Kind.PLAY, NOON), NOON);

        assertThat(driver.days.get(TODAY).plays()).isEqualTo(1);
        assertThat(driver.days.get("8/en/p/2026-03-31").plays()).isEqualTo(1);
        assertThat(driver.months.get("7").events()).isEqualTo(1);
        assertThat(driver.outcomes("repeated")).isEqualTo(3);
    }

    @Test
    void lateEventsCountOnTheirDayAndTooLateOnesNotAtAll() {
        append(event(7, "1", PlayerEvent.Kind.PLAY, NOON.minus(Duration.ofHours(24))), NOON);
        append(event(7, "2", PlayerEvent.Kind.PLAY, NOON.minus(Duration.ofHours(26))), NOON);

        assertThat(driver.days.get(YESTERDAY).plays()).isEqualTo(1);
        assertThat(driver.outcomes("late")).isEqualTo(1);
        assertThat(driver.months.get("7").events()).isEqualTo(1);
    }

    @Test
    void clockThatRunsAheadOpensNoDay() {
        append(event(7, "1", PlayerEvent.Kind.PLAY, NOON.plus(Duration.ofDays(30))), NOON);

        assertThat(driver.days.keySet()).containsExactly(TODAY);
    }

    @Test
    void monthIsThatOfTheAppend() {
        send("1", PlayerEvent.Kind.LOAD, NOON);
        send("2", PlayerEvent.Kind.LOAD, NOON);
        Instant april = NOON.plus(Duration.ofHours(13));
        append(event(7, "3", PlayerEvent.Kind.LOAD, NOON), april);
        append(event(7, "4", PlayerEvent.Kind.LOAD, NOON), april.minus(Duration.ofHours(2)));

        assertThat(driver.months.get("7")).isEqualTo(new EventUsage(7, YearMonth.of(2026, 4), 2));
        assertThat(driver.days.get(TODAY).loads()).isEqualTo(4);
    }

    @Test
    void audioHeardIsHowFarThePositionAdvanced() {
        playback("1", PlayerEvent.Kind.PLAY, 0, 0);
        playback("2", PlayerEvent.Kind.PROGRESS, 10, 10);
        playback("2", PlayerEvent.Kind.PROGRESS, 10, 10);
        playback("3", PlayerEvent.Kind.PAUSE, 14.5, 15);
        playback("4", PlayerEvent.Kind.PLAY, 14.5, 100);
        playback("5", PlayerEvent.Kind.SEEK, 60, 105);
        playback("6", PlayerEvent.Kind.COMPLETE, 70, 110);

        assertThat(driver.days.get(TODAY).listenedMs()).isEqualTo(14_500 + 10_000);
    }

    @Test
    void eventThatArrivesOutOfOrderAddsNothing() {
        playback("1", PlayerEvent.Kind.PLAY, 0, 0);
        playback("2", PlayerEvent.Kind.PROGRESS, 20, 20);
        playback("3", PlayerEvent.Kind.PROGRESS, 10, 10);
        playback("4", PlayerEvent.Kind.PROGRESS, 30, 30);

        assertThat(driver.days.get(TODAY).listenedMs()).isEqualTo(30_000);
    }

    @Test
    void nothingIsHeardFasterThanTwiceTheClock() {
        playback("1", PlayerEvent.Kind.PLAY, 0, 0);
        playback("2", PlayerEvent.Kind.PROGRESS, 500, 10);

        assertThat(driver.days.get(TODAY).listenedMs()).isEqualTo(20_000);
    }

    @Test
    void unreadableRecordIsADeadLetterByteForByte() {
        byte[] unreadable = "{\"event\":".getBytes(StandardCharsets.UTF_8);

        driver.append("7", unreadable, NOON);

        var letters = driver.deadLetters();
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).key()).isEqualTo("7".getBytes(StandardCharsets.UTF_8));
        assertThat(letters.get(0).value()).isEqualTo(unreadable);
        assertThat(letters.get(0).headers().lastHeader(DeadLetter.REASON).value())
                .isEqualTo("not a player event".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsBehindUnreadableRecordsIsCounted() {
        driver.append("7", "{\"event\":".getBytes(StandardCharsets.UTF_8), NOON);
        driver.append("7", "{\"site_id\":7}".getBytes(StandardCharsets.UTF_8), NOON);
        driver.append("7", null, NOON);
        send("1", PlayerEvent.Kind.LOAD, NOON);

        assertThat(driver.outcomes("unreadable")).isEqualTo(3);
        assertThat(driver.deadLetters()).hasSize(3);
        assertThat(driver.days.get(TODAY).loads()).isEqualTo(1);
    }

    /** Names of stores and operators name topics that outlive a release: a change here needs a way to migrate them. */
    @Test
    void topologyIsTheApprovedOne() throws IOException {
        String description = AnalyticsTopology.build(new AnalyticsMetrics(new SimpleMeterRegistry()))
                .describe()
                .toString();

        try (InputStream approved = getClass().getResourceAsStream("topology.approved.txt")) {
            assertThat(description.strip())
                    .isEqualTo(new String(approved.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    private void send(String id, PlayerEvent.Kind kind, Instant at) {
        append(event(7, id, kind, at), NOON);
    }

    private void playback(String id, PlayerEvent.Kind kind, double position, int second) {
        Instant at = NOON.plusSeconds(second);
        append(
                new PlayerEvent(7, id, kind, new PostId("p"), Language.ENGLISH, "s", position, 142.0, at),
                NOON.plusSeconds(200));
    }

    private void append(PlayerEvent event, Instant at) {
        driver.append(event, at);
    }

    private static PlayerEvent event(long site, String id, PlayerEvent.Kind kind, Instant at) {
        return new PlayerEvent(site, id, kind, new PostId("p"), Language.ENGLISH, null, null, null, at);
    }
}
