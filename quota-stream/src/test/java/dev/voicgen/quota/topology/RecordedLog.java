package dev.voicgen.quota.topology;

import com.fasterxml.jackson.databind.MappingIterator;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.quota.admission.InMemoryLedger;
import dev.voicgen.quota.admission.LogPosition;
import dev.voicgen.quota.admission.RandomCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.streams.test.TestRecord;

/**
 * A log of one release, what that release told of it and what its stores held at the end, all as bytes. A release with
 * new rules has to make the same of it. {@link #main} records one; it is to be run before the rules change.
 *
 * @param commands in the order of the log, from offset 0 of partition 0
 * @param told by topic, in the order in which it was told
 * @param stored by store
 */
record RecordedLog(List<Line> commands, List<Line> told, List<Line> stored) {

    static final List<Topic<?, ?>> TOPICS = List.of(
            Topics.ADMISSION_VERDICTS,
            Topics.AUDIO_JOBS,
            Topics.AUDIO_JOBS_BULK,
            Topics.AUDIO_EVENTS,
            Topics.BATCH_EVENTS,
            Topics.USAGE_COUNTERS,
            Topics.DEAD_COMMANDS);

    static final List<String> STORES =
            List.of(LedgerStores.SITES, LedgerStores.POSTS, LedgerStores.BATCHES, LedgerStores.BACKLOG);

    private static final String LOG = "log";

    /** A record or an entry; {@code place} is the log, a topic or a store. */
    record Line(String place, byte[] key, byte[] value, Instant at) {}

    /** Records random commands: {@code FOLDER SEED COMMANDS}. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        List<Line> commands = randomLog(Long.parseLong(args[1]), Integer.parseInt(args[2]));
        Path stateDir = Files.createTempDirectory("recorded-log");
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("log-" + args[1] + ".ndjson.gz")))) {
            RecordedLog recorded = fold(commands, stateDir);
            for (List<Line> part : List.of(recorded.commands, recorded.told, recorded.stored)) {
                for (Line line : part) {
                    out.write(Json.mapper().writeValueAsBytes(line));
                    out.write('\n');
                }
            }
        }
    }

    /** One that lies beside this class. */
    static RecordedLog read(String resource) throws IOException {
        RecordedLog recorded = new RecordedLog(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (InputStream in = new GZIPInputStream(RecordedLog.class.getResourceAsStream(resource));
                MappingIterator<Line> lines =
                        Json.mapper().readerFor(Line.class).readValues(in)) {
            lines.forEachRemaining(line -> recorded.partOf(line).add(line));
        }
        return recorded;
    }

    /** What this release makes of {@code commands}. */
    static RecordedLog fold(List<Line> commands, Path stateDir) {
        List<Line> told = new ArrayList<>();
        List<Line> stored = new ArrayList<>();
        try (AdmissionDriver driver = new AdmissionDriver(stateDir)) {
            commands.forEach(
                    line -> driver.append(new String(line.key(), StandardCharsets.UTF_8), line.value(), line.at()));
            for (Topic<?, ?> topic : TOPICS) {
                for (TestRecord<byte[], byte[]> record : driver.raw(topic)) {
                    told.add(new Line(topic.name(), record.key(), record.value(), record.getRecordTime()));
                }
            }
            for (String store : STORES) {
                driver.stored(store)
                        .forEach((key, value) ->
                                stored.add(new Line(store, key.getBytes(StandardCharsets.UTF_8), value, null)));
            }
        }
        return new RecordedLog(commands, told, stored);
    }

    private List<Line> partOf(Line line) {
        if (line.place().equals(LOG)) {
            return commands;
        }
        return STORES.contains(line.place()) ? stored : told;
    }

    /** Nothing but refusals follows on such a site. */
    private static boolean isLapsed(SiteCommand.SiteChanged change) {
        return !change.site().active() || change.site().subscription().status() != Subscription.Status.ACTIVE;
    }

    private static List<Line> randomLog(long seed, int length) {
        RandomCommands commands = new RandomCommands(seed);
        InMemoryLedger ledger = new InMemoryLedger();
        List<Line> log = new ArrayList<>();
        for (int offset = 0; offset < length; offset++) {
            LogPosition at = new LogPosition(0, offset, commands.nextPosition().appendTime());
            SiteCommand command = commands.next(at);
            while (command instanceof SiteCommand.SiteChanged change && isLapsed(change) && offset % 100 != 0) {
                command = commands.next(at);
            }
            byte[] key = String.valueOf(command.siteId()).getBytes(StandardCharsets.UTF_8);
            log.add(new Line(LOG, key, AdmissionDriver.bytes(command), at.appendTime()));
            ledger.apply(command, at).forEach(commands::follow);
        }
        return log;
    }
}
