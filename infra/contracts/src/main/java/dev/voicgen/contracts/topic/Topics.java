package dev.voicgen.contracts.topic;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.batch.BatchEvent;
import dev.voicgen.contracts.key.ControlRecord;
import dev.voicgen.contracts.key.KeyUse;
import dev.voicgen.contracts.limit.LimitCounts;
import dev.voicgen.contracts.player.DayCount;
import dev.voicgen.contracts.player.EventUsage;
import dev.voicgen.contracts.player.PlayerEvent;
import dev.voicgen.contracts.site.ArticleText;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.UsageCount;
import dev.voicgen.contracts.site.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Every topic there is, with its one kind of writer and its readers. */
public final class Topics {

    /** The largest record: an article of 200,000 code points, escaped for JSON as older releases did, with room around it. */
    public static final int MAX_RECORD_BYTES = 4 * 1024 * 1024;

    /** The names of the topics in which Kafka Streams keeps its state begin with this, as its applications' names do. */
    public static final String STATE_PREFIX = "voicgen-";

    private static final Serde<AudioJob> JOBS =
            ArticleSerde.of(AudioJob.class, job -> job.article().text());

    /**
     * Everything that can change what a site may do, in the order that decides. Key: site id. Written by ingress-api
     * (requests), key-admin (site changes) and audio-worker (started, settled); read by admission alone. Append time is
     * the only clock admission knows.
     */
    public static final Topic<String, SiteCommand> SITE_COMMANDS = new Topic<>(
            "site.commands",
            Serdes.String(),
            ArticleSerde.of(SiteCommand.class, Topics::textOf),
            Topic.BY_DEPLOYMENT,
            deleteAfter(Duration.ofDays(7), Map.of("message.timestamp.type", "LogAppendTime")));

    /**
     * Admission's answers. Key: request id. Written by admission; read uncommitted by the ingress that asked. One partition, as
     * every ingress reads all of it, and each more is another batch for every transaction.
     */
    public static final Topic<String, Verdict> ADMISSION_VERDICTS = new Topic<>(
            "admission.verdicts",
            Serdes.String(),
            JsonSerde.of(Verdict.class),
            1,
            deleteAfter(Duration.ofHours(1), Map.of()));

    /**
     * Work to do. Key: post key. Written by admission, and by the audio workers where a job is to be tried again; read by
     * them as a share group, committed only. One
     * partition, because a member of a share group is given only some of a topic's partitions: with more of them jobs wait
     * behind a busy worker while another is idle.
     */
    public static final Topic<String, AudioJob> AUDIO_JOBS =
            new Topic<>("audio.jobs", Serdes.String(), JOBS, 1, deleteAfter(Duration.ofDays(7), Map.of()));

    /**
     * Work to do of batches, taken up when {@link #AUDIO_JOBS} has none. Key: post key. Written by admission, of each site a
     * few at a time, and by the audio workers, as there; read by them as a share group, committed only. One partition, as there.
     */
    public static final Topic<String, AudioJob> AUDIO_JOBS_BULK =
            new Topic<>("audio.jobs.bulk", Serdes.String(), JOBS, 1, deleteAfter(Duration.ofDays(7), Map.of()));

    /** What was decided on batches. Key: batch id. Written by admission; read by the catalog. */
    public static final Topic<String, BatchEvent> BATCH_EVENTS = new Topic<>(
            "batch.events",
            Serdes.String(),
            JsonSerde.of(BatchEvent.class),
            Topic.BY_DEPLOYMENT,
            deleteAfter(Duration.ofDays(30), Map.of()));

    /**
     * Each site's ledger month by month. Key: {@link UsageCount#key()}. Written by admission; read by quota-stream's sink, which
     * needs one reader: of a site's counts in a second it writes the last.
     */
    public static final Topic<String, UsageCount> USAGE_COUNTERS = new Topic<>(
            "usage.counters", Serdes.String(), JsonSerde.of(UsageCount.class), 1, Map.of("cleanup.policy", "compact"));

    /**
     * What admission decided on each audio: queued, deleted, a quota warned of. Key: post key. Written by admission; read
     * by the catalog, in batches, for which one reader is enough. The workers of earlier releases told of their work here as well.
     */
    public static final Topic<String, AudioEvent> AUDIO_EVENTS = new Topic<>(
            "audio.events",
            Serdes.String(),
            JsonSerde.of(AudioEvent.class),
            1,
            deleteAfter(Duration.ofDays(30), Map.of()));

    /**
     * What readers do. Key: site id, so that a repeated event meets the first one. Written by ingress-api; read by
     * analytics. Append time decides which month an event counts towards.
     */
    public static final Topic<String, PlayerEvent> PLAYER_EVENTS = new Topic<>(
            "player.events",
            Serdes.String(),
            JsonSerde.of(PlayerEvent.class),
            Topic.BY_DEPLOYMENT,
            deleteAfter(Duration.ofDays(7), Map.of("message.timestamp.type", "LogAppendTime")));

    /**
     * Each post's counts day by day. Key: {@link DayCount#key()}. Written by analytics; read by quota-stream's sink, which
     * keeps them for good.
     */
    public static final Topic<String, DayCount> ANALYTICS_DAYS = new Topic<>(
            "analytics.days",
            Serdes.String(),
            JsonSerde.of(DayCount.class),
            Topic.BY_DEPLOYMENT,
            Map.of(
                    "cleanup.policy",
                    "compact,delete",
                    "retention.ms",
                    String.valueOf(Duration.ofDays(30).toMillis())));

    /**
     * How many events of each site were counted this month. Key: site id. Written by analytics; read whole by every
     * ingress, hence one partition, in small segments that compaction may take up.
     */
    public static final Topic<String, EventUsage> ANALYTICS_MONTHS = new Topic<>(
            "analytics.months",
            Serdes.String(),
            JsonSerde.of(EventUsage.class),
            1,
            Map.of(
                    "cleanup.policy",
                    "compact",
                    "segment.ms",
                    String.valueOf(Duration.ofMinutes(10).toMillis()),
                    "segment.bytes",
                    String.valueOf(16 * 1024 * 1024)));

    /**
     * What each ingress has allowed. Key: instance. Written and read by every ingress; one partition, as everybody reads all
     * of it, and no older than the windows that are still open.
     */
    public static final Topic<String, LimitCounts> LIMIT_COUNTS = new Topic<>(
            "limit.counts",
            Serdes.String(),
            JsonSerde.of(LimitCounts.class),
            1,
            deleteAfter(
                    Duration.ofMinutes(2),
                    Map.of("segment.ms", String.valueOf(Duration.ofMinutes(1).toMillis()))));

    /**
     * Who may do what, and who has applied it. Key: see {@link ControlRecord#key()}. Written by key-admin (site
     * snapshots) and ingress-api (heartbeats); read whole by every ingress and by key-admin. One partition: its offsets
     * order revocations against heartbeats. Never written in a transaction, so that a reader is never held back.
     * Compaction keeps away from the last minute, by the broker's clock: a reader that has read up to a revocation has then read
     * a heartbeat of every instance that held a lease when it was appended.
     */
    public static final Topic<String, ControlRecord> KEY_CONTROL = new Topic<>(
            "key.control",
            Serdes.String(),
            JsonSerde.of(ControlRecord.class),
            1,
            Map.of(
                    "cleanup.policy",
                    "compact",
                    "segment.ms",
                    String.valueOf(Duration.ofMinutes(10).toMillis()),
                    "segment.bytes",
                    String.valueOf(16 * 1024 * 1024),
                    "min.cleanable.dirty.ratio",
                    "0.3",
                    "min.compaction.lag.ms",
                    String.valueOf(Duration.ofMinutes(1).toMillis()),
                    "message.timestamp.type",
                    "LogAppendTime"));

    /** When keys were last used. Key: key id. Written by ingress-api, at most once a key in some seconds; read by key-admin. */
    public static final Topic<String, KeyUse> KEY_USES = new Topic<>(
            "key.uses", Serdes.String(), JsonSerde.of(KeyUse.class), 1, deleteAfter(Duration.ofDays(1), Map.of()));

    /** Jobs that nobody could finish. Key: post key; the reason is in the header {@code reason}. Written by audio-worker; read by people. */
    public static final Topic<String, AudioJob> DEAD_JOBS = new Topic<>(
            "dead.letters.audio.jobs", Serdes.String(), JOBS, 1, deleteAfter(Duration.ofDays(30), Map.of()));

    /** Commands that admission could not read, byte for byte. Key: as on the log; the reason is in the header {@code reason}. Written by admission; read by people. */
    public static final Topic<byte[], byte[]> DEAD_COMMANDS = new Topic<>(
            "dead.letters.site.commands",
            Serdes.ByteArray(),
            Serdes.ByteArray(),
            1,
            deleteAfter(Duration.ofDays(30), Map.of()));

    /** Player events that analytics could not read, byte for byte. Key: as on the log; the reason is in the header {@code reason}. Written by analytics; read by people. */
    public static final Topic<byte[], byte[]> DEAD_EVENTS = new Topic<>(
            "dead.letters.player.events",
            Serdes.ByteArray(),
            Serdes.ByteArray(),
            1,
            deleteAfter(Duration.ofDays(30), Map.of()));

    private Topics() {}

    /** All of them, for the provisioner that creates them. */
    public static List<Topic<?, ?>> all() {
        return List.of(
                SITE_COMMANDS,
                ADMISSION_VERDICTS,
                AUDIO_JOBS,
                AUDIO_JOBS_BULK,
                BATCH_EVENTS,
                USAGE_COUNTERS,
                AUDIO_EVENTS,
                PLAYER_EVENTS,
                ANALYTICS_DAYS,
                ANALYTICS_MONTHS,
                LIMIT_COUNTS,
                KEY_CONTROL,
                KEY_USES,
                DEAD_JOBS,
                DEAD_COMMANDS,
                DEAD_EVENTS);
    }

    private static ArticleText textOf(SiteCommand command) {
        return command instanceof SiteCommand.GenerateRequested request
                ? request.article().text()
                : null;
    }

    private static Map<String, String> deleteAfter(Duration retention, Map<String, String> more) {
        Map<String, String> config = new HashMap<>(more);
        config.put("cleanup.policy", "delete");
        config.put("retention.ms", String.valueOf(retention.toMillis()));
        config.put("max.message.bytes", String.valueOf(MAX_RECORD_BYTES));
        return config;
    }
}
