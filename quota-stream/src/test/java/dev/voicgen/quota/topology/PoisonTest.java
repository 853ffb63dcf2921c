package dev.voicgen.quota.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.quota.admission.CommandFixture;
import dev.voicgen.quota.admission.SiteFixture;
import dev.voicgen.quota.sink.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoisonTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final String WHOLE = json(CommandFixture.generate("r1", 7, "p", NOW));
    private static final String REPORT = """
            {"type":"job_ready","site_id":7,"job_id":1,"post_id":"p","language":"en",\
            "audio":{"file":"a.mp3","duration_seconds":1}}""";

    private AdmissionDriver driver;

    @BeforeEach
    void open(@TempDir Path stateDir) {
        driver = new AdmissionDriver(stateDir);
        driver.append(new SiteCommand.SiteChanged(SiteFixture.active(7, 1, 5)), NOW);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "no json at all, but the words of an article",
                "[]",
                "{}",
                "{\"type\":\"unheard_of\",\"site_id\":7}",
                "{\"type\":\"site_changed\"}",
                "{\"type\":\"job_started\",\"site_id\":7,\"job_id\":1}",
                "{\"type\":\"job_failed\",\"site_id\":7,\"job_id\":1,\"post_id\":\"a/b\",\"language\":\"en\"}"
            })
    void unreadableRecordIsADeadLetterByteForByte(String text) {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);

        driver.append("7", value, NOW);

        var letter = onlyDeadLetter();
        assertThat(letter.value()).isEqualTo(value);
        assertThat(letter.key()).isEqualTo("7".getBytes(StandardCharsets.UTF_8));
        assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo("1");
        assertThat(header(letter, DeadLetter.REASON)).isNotBlank().doesNotContain("words of an article");
        assertThatTheLogGoesOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"request_id", "key_hash", "admit_by", "article", "post_id", "language", "content_hash"})
    void requestWithoutAFieldIsADeadLetter(String field) {
        String damaged = WHOLE.replace("\"" + field + "\":", "\"other\":");

        driver.append("7", damaged.getBytes(StandardCharsets.UTF_8), NOW);

        assertThat(header(onlyDeadLetter(), DeadLetter.REASON)).isEqualTo("a field is missing or malformed");
        assertThatTheLogGoesOn();
    }

    @Test
    void requestWithoutItsTextIsADeadLetter() {
        String damaged = WHOLE.lines().findFirst().orElseThrow();

        driver.append("7", damaged.getBytes(StandardCharsets.UTF_8), NOW);

        assertThat(header(onlyDeadLetter(), DeadLetter.REASON)).isEqualTo("a field is missing or malformed");
        assertThatTheLogGoesOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"post_id", "language", "audio", "file"})
    void reportWithoutAFieldIsADeadLetter(String field) {
        String damaged = REPORT.replace("\"" + field + "\":", "\"other\":");

        driver.append("7", damaged.getBytes(StandardCharsets.UTF_8), NOW);

        assertThat(header(onlyDeadLetter(), DeadLetter.REASON)).isEqualTo("a field is missing or malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "subscription", "status", "hash", "integration"})
    void snapshotWithoutAFieldIsADeadLetter(String field) {
        String damaged = json(new SiteCommand.SiteChanged(SiteFixture.active(7, 2, 5)))
                .replace("\"" + field + "\":", "\"other\":");

        driver.append("7", damaged.getBytes(StandardCharsets.UTF_8), NOW);

        assertThat(header(onlyDeadLetter(), DeadLetter.REASON)).isEqualTo("a field is missing or malformed");
        assertThatTheLogGoesOn();
    }

    @Test
    void tombstoneIsADeadLetter() {
        driver.append("7", null, NOW);

        assertThat(header(onlyDeadLetter(), DeadLetter.REASON)).isEqualTo("no value");
    }

    @Test
    void commandUnderAnotherSitesKeyIsADeadLetter() {
        driver.append("8", WHOLE.getBytes(StandardCharsets.UTF_8), NOW);

        assertThat(header(onlyDeadLetter(), DeadLetter.REASON)).isEqualTo("the key is not the command's site");
    }

    @Test
    void recordTooLargeToBeWrittenAgainIsADeadLetterWithoutItsValue() {
        driver.append("7", new byte[Topics.MAX_RECORD_BYTES], NOW);

        var letter = onlyDeadLetter();
        assertThat(letter.value()).isNull();
        assertThat(header(letter, DeadLetter.REASON)).startsWith("larger than");
    }

    /** No broker's clock says so; it is what a state that cannot be stored looks like. */
    @Test
    void requestThatCannotBeDecidedTakesNoEffectAtAll() {
        Instant endOfTime = Instant.ofEpochMilli(Long.MAX_VALUE);

        driver.append(CommandFixture.generate("r1", 7, "p", endOfTime), endOfTime);

        assertThat(header(onlyDeadLetter(), DeadLetter.REASON)).isEqualTo("the decision failed: ArithmeticException");
        assertThat(driver.jobs()).isEmpty();
        assertThat(driver.events()).isEmpty();
        assertThatTheLogGoesOn();
    }

    /** The request behind the poison is decided as if the poison had never been there. */
    private void assertThatTheLogGoesOn() {
        driver.append(CommandFixture.generate("r9", 7, "p", NOW), NOW);
        assertThat(driver.verdicts())
                .extracting(TestRecord::value)
                .containsExactly(new Verdict.Queued("r9", 2 * 1_024, null));
    }

    private TestRecord<byte[], byte[]> onlyDeadLetter() {
        var letters = driver.deadLetters();
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static String json(SiteCommand command) {
        return new String(AdmissionDriver.bytes(command), StandardCharsets.UTF_8);
    }
}
