package dev.voicgen.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.batch.BatchEvent;
import dev.voicgen.contracts.key.ControlRecord;
import dev.voicgen.contracts.limit.LimitCounts;
import dev.voicgen.contracts.player.DayCount;
import dev.voicgen.contracts.player.EventUsage;
import dev.voicgen.contracts.player.PlayerEvent;
import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.site.ArticleText;
import dev.voicgen.contracts.site.BatchItem;
import dev.voicgen.contracts.site.BatchTally;
import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.QuotaUsage;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.RequestLimits;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.site.SiteSnapshot.LiveKey;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.site.UsageCount;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.contracts.value.KeyHash;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final PostId POST = new PostId("p 1");
    private static final PostKey POST_KEY = new PostKey(7, POST, Language.ENGLISH);
    private static final ReadyAudio AUDIO = new ReadyAudio("ab.mp3", 12);
    private static final Article ARTICLE = new Article(
            POST,
            Language.ENGLISH,
            "Title",
            null,
            ArticleText.of("Some text."),
            "c0ffee",
            1,
            "https://example.com/hook");
    private static final KeyHash HASH = KeyHash.of(new byte[32]);
    private static final BatchItem ITEM = new BatchItem("b", 1);
    private static final QuotaUsage QUOTA = new QuotaUsage(50, 48, 2, AT);
    private static final SiteSnapshot SITE = new SiteSnapshot(
            7,
            3,
            true,
            new Plan("growth", 500, false, new RequestLimits(60, 60, 200, 120), VoiceTier.GROWTH, null),
            new Subscription(Subscription.Status.TRIALING, AT),
            null,
            2L,
            List.of(new Domain("*.example.com")),
            List.of(new LiveKey(9, HASH, Integration.PLUGIN)));

    @Test
    void every_command_survives_its_topic() {
        survive(
                Topics.SITE_COMMANDS,
                new SiteCommand.GenerateRequested("r", 7, HASH, AT, true, ARTICLE, null),
                new SiteCommand.GenerateRequested("r", 7, HASH, AT, false, ARTICLE, ITEM),
                new SiteCommand.SiteChanged(SITE),
                new SiteCommand.JobStarted(7, 1, POST, Language.ENGLISH),
                new SiteCommand.JobReady(7, 1, POST, Language.ENGLISH, AUDIO),
                new SiteCommand.JobFailed(7, 1, POST, Language.ENGLISH, "bad_text"),
                new SiteCommand.DeleteRequested("r", 7, HASH, AT, POST, Language.ENGLISH),
                new SiteCommand.UsageAsked("r", 7, HASH, AT),
                new SiteCommand.BatchOpened(7, "b", HASH, null),
                new SiteCommand.BatchItemRefused(7, ITEM, null, "validation_failed", "Too short."),
                new SiteCommand.BatchClosed("r", 7, "b", 2, true, null),
                new SiteCommand.RulesAdopted(7, 1));
    }

    @Test
    void every_verdict_survives_its_topic() {
        survive(
                Topics.ADMISSION_VERDICTS,
                new Verdict.Queued("r", 1, null),
                new Verdict.InProgress("r", 1, true),
                new Verdict.AlreadyReady("r", 1, AUDIO, false),
                new Verdict.Refused("r", RefusalReason.QUOTA_EXCEEDED, QUOTA),
                new Verdict.Deleted("r", 1),
                new Verdict.Usage("r", QUOTA),
                new Verdict.BatchCounted("r", new BatchTally(1, 2, 3, 4), null));
    }

    @Test
    void every_event_survives_its_topic() {
        survive(
                Topics.AUDIO_EVENTS,
                new AudioEvent.Queued(1, POST_KEY, AT, null, null, 1, "c0ffee"),
                new AudioEvent.Generating(1, POST_KEY, AT, 2),
                new AudioEvent.Ready(1, POST_KEY, AT, AUDIO),
                new AudioEvent.Failed(1, POST_KEY, AT, "code", "reason"),
                new AudioEvent.Deleted(1, POST_KEY, AT),
                new AudioEvent.QuotaWarned(1, POST_KEY, AT, 80, QUOTA, null));
    }

    @Test
    void every_batch_event_survives_its_topic() {
        survive(
                Topics.BATCH_EVENTS,
                new BatchEvent.Opened("b", 7, AT, "https://example.com/hook"),
                new BatchEvent.ItemAdmitted("b", 7, AT, 0, POST_KEY, 1, BatchEvent.Admitted.IN_PROGRESS, true),
                new BatchEvent.ItemRejected("b", 7, AT, 1, null, "validation_failed", "Too short."),
                new BatchEvent.Closed("b", 7, AT, 2, false));
    }

    @Test
    void usage_survives_its_topic() {
        survive(Topics.USAGE_COUNTERS, new UsageCount(7, YearMonth.of(2026, 3), null, 4, 1, 99));
    }

    @Test
    void player_events_and_their_counts_survive_their_topics() {
        survive(
                Topics.PLAYER_EVENTS,
                new PlayerEvent(7, "e", PlayerEvent.Kind.PROGRESS, POST, Language.ENGLISH, "s", 1.25, 142.0, AT),
                new PlayerEvent(7, "e", PlayerEvent.Kind.LOAD, POST, Language.ENGLISH, null, null, null, AT));
        survive(Topics.ANALYTICS_DAYS, new DayCount(POST_KEY, LocalDate.of(2026, 3, 1), 4, 3, 2, 1_500, 99));
        survive(Topics.ANALYTICS_MONTHS, new EventUsage(7, YearMonth.of(2026, 3), 100_000));
    }

    @Test
    void limit_counts_survive_their_topic() {
        survive(Topics.LIMIT_COUNTS, new LimitCounts("i", List.of(new LimitCounts.Count("KEY", "9", 60, AT, 3))));
    }

    @Test
    void jobs_and_control_records_survive_their_topics() {
        survive(Topics.AUDIO_JOBS, new AudioJob(1, 7, AT, ARTICLE));
        survive(
                Topics.KEY_CONTROL,
                new ControlRecord.SiteUpdated(SITE),
                new ControlRecord.Heartbeat("instance-1", 4, 1_000_000_000_000L));
    }

    @Test
    void every_topic_is_created() {
        assertThat(Topics.all())
                .containsExactlyInAnyOrderElementsOf(Stream.of(Topics.class.getFields())
                        .filter(field -> field.getType() == Topic.class)
                        .<Topic<?, ?>>map(TopicsTest::topic)
                        .toList());
    }

    @Test
    void a_newer_writers_properties_are_ignored() {
        byte[] newer = "{\"type\":\"queued\",\"request_id\":\"r\",\"job_id\":1,\"mood\":\"good\"}"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(Topics.ADMISSION_VERDICTS.values().deserializer().deserialize("t", newer))
                .isEqualTo(new Verdict.Queued("r", 1, null));
    }

    @Test
    void what_cannot_be_read_says_so_without_quoting_it() {
        byte[] poison = "{\"type\":\"queued\",\"request_id\":{\"secret\":1}}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(
                        () -> Topics.ADMISSION_VERDICTS.values().deserializer().deserialize("t", poison))
                .isInstanceOf(SerializationException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'usage_asked','site_id':7,'request_id':'r','admit_by':'2026-03-31T12:00:00Z'}",
                "{'type':'job_started','site_id':7,'job_id':1,'post_id':'p'}",
                "{'type':'job_ready','site_id':7,'job_id':1,'post_id':'p','language':'en','audio':{}}",
                "{'type':'site_changed'}"
            })
    void a_record_without_a_field_that_it_needs_is_told_from_other_poison(String json) {
        byte[] incomplete = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Topics.SITE_COMMANDS.values().deserializer().deserialize("t", incomplete))
                .isInstanceOf(IncompleteRecord.class)
                .hasNoCause();
    }

    private static Topic<?, ?> topic(Field constant) {
        try {
            return (Topic<?, ?>) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @SafeVarargs
    private static <V> void survive(Topic<String, V> topic, V... values) {
        for (V value : values) {
            byte[] bytes = topic.values().serializer().serialize(topic.name(), value);
            assertThat(topic.values().deserializer().deserialize(topic.name(), bytes))
                    .isEqualTo(value);
        }
    }
}
