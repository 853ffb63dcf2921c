package dev.voicgen.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.catalog.Database;
import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.contracts.site.QuotaUsage;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.platform.config.DatabaseSettings;
import dev.voicgen.platform.config.Secret;
import dev.voicgen.testkit.TestDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import dev.voicgen.worker.store.FolderAudioStore;
import dev.voicgen.worker.webhook.WebhookSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the events of a post leave behind, in the database and in the audio store. */
class AudioCatalogWriterIT {

    private static final Instant AT = Instant.parse("2026-03-31T23:59:59.999Z");
    private static final AtomicLong NEXT = new AtomicLong(100);

    @TempDir
    private static Path folder;

    private static Database database;
    private static AudioCatalogWriter writer;

    /** Each test has posts and jobs of its own. */
    private final PostKey post = post("post-" + NEXT.incrementAndGet());

    private final long first = NEXT.addAndGet(10);
    private final long second = first + 1;

    @BeforeAll
    static void open() throws IOException {
        TestDatabase test = TestInfrastructure.shared().newDatabase();
        database = Database.open(
                "catalog-test", new DatabaseSettings(test.jdbcUrl(), test.user(), new Secret(test.password()), 4));
        writer = new AudioCatalogWriter(
                jdbi(), FolderAudioStore.open(folder), new WebhookSettings(List.of(Duration.ZERO), true));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void queue() {
        write(queued(post, first));
    }

    @Test
    void eachEventOfAJobIsOnItsTimelineOnce() {
        write(
                new AudioEvent.Generating(first, post, AT, 1),
                new AudioEvent.Generating(first, post, AT.plusSeconds(2), 2));
        write(new AudioEvent.Failed(first, post, AT.plusSeconds(3), "no_voice", "No voice speaks it."));

        write(
                queued(post, first),
                new AudioEvent.Generating(first, post, AT, 1),
                new AudioEvent.Failed(first, post, AT.plusSeconds(9), "no_voice", "No voice speaks it."));

        assertThat(timeline(post))
                .containsExactly(
                        "queued {}",
                        "generating {\"attempt\": 1}",
                        "generating {\"attempt\": 2}",
                        "failed {\"code\": \"no_voice\", \"reason\": \"No voice speaks it.\"}");
    }

    /** A folder with something in it has the name of the first file: nothing can delete it. */
    @Test
    void aFileThatCannotBeRemovedDoesNotKeepTheOthers() throws IOException {
        PostKey next = post("post-" + NEXT.incrementAndGet());
        write(queued(next, second));
        String stubborn = ready(post, first, 'b');
        String other = ready(next, second, 'c');
        Files.delete(folder.resolve(stubborn));
        Files.createDirectories(folder.resolve(stubborn).resolve("full"));

        write(new AudioEvent.Deleted(first, post, AT), new AudioEvent.Deleted(second, next, AT));
        writer.settle();

        assertThat(folder.resolve(other)).doesNotExist();
        Files.delete(folder.resolve(stubborn).resolve("full"));
        jdbi().useHandle(handle -> handle.execute("update condemned_file set due_at = now()"));
        writer.settle();
        assertThat(folder.resolve(stubborn)).doesNotExist();
    }

    @Test
    void aDeletionRemovesTheRowTheTimelineAndTheFile() {
        String file = ready(post, first, 'a');

        write(new AudioEvent.Deleted(first, post, AT));
        writer.settle();

        assertThat(status(post)).isEqualTo("none");
        assertThat(timeline(post)).isEmpty();
        assertThat(folder.resolve(file)).doesNotExist();
    }

    @Test
    void aFileThatAnotherPostHasTooStaysUntilThatOneIsDeleted() {
        PostKey other = post(post.postId() + "-twin");
        write(queued(other, second));
        String file = ready(post, first, 'b');
        assertThat(ready(other, second, file)).isEqualTo(file);

        write(new AudioEvent.Deleted(first, post, AT));
        writer.settle();

        assertThat(folder.resolve(file)).exists();
        assertThat(status(other)).isEqualTo("ready");
        write(new AudioEvent.Deleted(second, other, AT));
        writer.settle();
        assertThat(folder.resolve(file)).doesNotExist();
    }

    @Test
    void theFilesOfEarlierVersionsGoToo() {
        String earlier = ready(post, first, 'c');
        write(queued(post, second));
        String later = ready(post, second, 'd');

        write(new AudioEvent.Deleted(second, post, AT));
        writer.settle();

        assertThat(folder.resolve(earlier)).doesNotExist();
        assertThat(folder.resolve(later)).doesNotExist();
    }

    @Test
    void aDeletedPostThatIsWantedAgainIsANewOne() {
        ready(post, first, 'e');

        write(new AudioEvent.Deleted(first, post, AT), queued(post, second));
        write(new AudioEvent.Deleted(first, post, AT));

        assertThat(status(post)).isEqualTo("pending");
        assertThat(timeline(post)).containsExactly("queued {}");
    }

    @Test
    void eventsThatComeAgainDoNotBringADeletedPostBack() {
        String file = ready(post, first, 'f');
        write(new AudioEvent.Deleted(first, post, AT));

        write(queued(post, first), new AudioEvent.Ready(first, post, AT, new ReadyAudio(file, 12)));

        assertThat(status(post)).isEqualTo("none");
        assertThat(timeline(post)).isEmpty();
    }

    @Test
    void aDeletionAlsoTakesAFailedRegenerationOfTheAudio() {
        ready(post, first, '1');
        write(queued(post, second));
        jdbi().useHandle(handle -> handle.execute(
                "update audio set status = 'ready', failure_code = 'no_voice' where job_id = ?", second));

        write(new AudioEvent.Deleted(first, post, AT));
        write(queued(post, second));

        assertThat(status(post)).isEqualTo("none");
    }

    @Test
    void aJobAfterTheDeletionDoesNotFallBackOnTheDeletedAudio() {
        String file = ready(post, first, '2');
        write(queued(post, second));

        write(new AudioEvent.Deleted(first, post, AT));
        writer.settle();

        assertThat(status(post)).isEqualTo("pending");
        assertThat(folder.resolve(file)).doesNotExist();
        long withFile = jdbi().withHandle(
                        handle -> handle.select("select count(file) from audio where job_id = ?", second)
                                .mapTo(long.class)
                                .one());
        assertThat(withFile).isZero();
    }

    @Test
    void aWarningAboutTheQuotaIsToldOnceAMonthAndPercentage() throws Exception {
        QuotaUsage quota = new QuotaUsage(50, 30, 10, Instant.parse("2026-04-01T00:00:00Z"));
        String url = "http://127.0.0.1:9/" + post.postId();
        PostKey ownSite = new PostKey(first, post.postId(), Language.ENGLISH);
        AudioEvent.QuotaWarned eighty = new AudioEvent.QuotaWarned(first, ownSite, AT, 80, quota, url);

        write(eighty, new AudioEvent.QuotaWarned(second, ownSite, AT, 80, quota, url + "/other"));
        write(
                eighty,
                new AudioEvent.QuotaWarned(first, ownSite, AT, 100, quota, url),
                new AudioEvent.QuotaWarned(second, ownSite, AT, 100, quota, null),
                new AudioEvent.QuotaWarned(second, ownSite, AT.plusSeconds(1), 80, quota, url));

        List<String> bodies = jdbi().withHandle(handle -> handle.select(
                        "select body from webhook_delivery where site_id = ? and type = 'quota.warning' "
                                + "order by body",
                        first)
                .mapTo(String.class)
                .list());
        assertThat(bodies).hasSize(3);
        assertThat(json(bodies.get(0))).isEqualTo(json("""
                        {"type": "quota.warning", "timestamp": "2026-03-31T23:59:59.999Z", "data": {"site_id": %d,
                         "percent": 100, "limit": 50, "used": 30, "reserved": 10,
                         "resets_at": "2026-04-01T00:00:00.000Z"}}""".formatted(first)));
    }

    private static PostKey post(String id) {
        return new PostKey(7, new PostId(id), Language.ENGLISH);
    }

    private static AudioEvent.Queued queued(PostKey post, long job) {
        return new AudioEvent.Queued(job, post, AT, "A title", null, 1, "hash-" + job);
    }

    private static void write(AudioEvent... events) {
        writer.write(List.of(events));
    }

    /** What a worker leaves of a job that ended well, and its event. Answers the file, which begins with {@code mark}. */
    private static String ready(PostKey post, long job, char mark) {
        return ready(post, job, mark + String.format("%039x", job) + ".mp3");
    }

    private static String ready(PostKey post, long job, String file) {
        try {
            Files.write(folder.resolve(file), new byte[] {1});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        jdbi().useHandle(handle -> handle.execute(
                "update audio set status = 'ready', file = ?, file_job_id = job_id, duration_seconds = 12 "
                        + "where job_id = ?",
                file,
                job));
        write(new AudioEvent.Ready(job, post, AT, new ReadyAudio(file, 12)));
        return file;
    }

    private static String status(PostKey post) {
        return jdbi().withHandle(handle -> handle.select(
                        "select status from audio where post_id = ?",
                        post.postId().value())
                .mapTo(String.class)
                .findOne()
                .orElse("none"));
    }

    private static List<String> timeline(PostKey post) {
        return jdbi().withHandle(handle -> handle.select(
                        "select type || ' ' || detail from audio_event where post_id = ? order by id",
                        post.postId().value())
                .mapTo(String.class)
                .list());
    }

    private static JsonNode json(String text) throws IOException {
        return Json.mapper().readTree(text);
    }

    private static Jdbi jdbi() {
        return database.jdbi();
    }
}
