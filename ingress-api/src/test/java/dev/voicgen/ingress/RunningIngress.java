package dev.voicgen.ingress;

import dev.voicgen.ingress.testing.KnownSites;
import dev.voicgen.ingress.testing.ScriptedAdmission;
import dev.voicgen.platform.config.DatabaseSettings;
import dev.voicgen.platform.config.HttpSettings;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.config.Secret;
import dev.voicgen.platform.http.TrustedProxies;
import dev.voicgen.platform.kafka.TopicProvisioner;
import dev.voicgen.testkit.TemporaryDirectory;
import dev.voicgen.testkit.TestDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * A real ingress on a random port, with keys of the tests' own and a scripted admission behind the log: one for all classes
 * of this JVM that keep to sites of their own, or one more for who cannot.
 */
final class RunningIngress implements AutoCloseable {

    private static RunningIngress shared;

    final KnownSites sites = new KnownSites();
    final TemporaryDirectory audio = TemporaryDirectory.create();
    final Jdbi database;
    final ScriptedAdmission admission;
    final IngressApi api;
    private final boolean ownBroker;

    private RunningIngress(String bootstrap, TestDatabase database, Optional<URI> dashboard, Duration warmUp)
            throws IOException, InterruptedException {
        this.ownBroker = !bootstrap.equals(TestInfrastructure.shared().kafkaBootstrap());
        KafkaSettings kafka = new KafkaSettings(bootstrap, 2, 1);
        TopicProvisioner.createMissing(kafka);
        this.database = Jdbi.create(database.jdbcUrl(), database.user(), database.password());
        this.admission = ownBroker ? ScriptedAdmission.start(kafka) : ScriptedAdmission.shared(kafka);
        IngressConfig config = new IngressConfig(
                kafka,
                new DatabaseSettings(database.jdbcUrl(), database.user(), new Secret(database.password()), 4),
                new HttpSettings("127.0.0.1", 0),
                audio.path(),
                URI.create("https://audio.example"),
                dashboard,
                warmUp,
                new TrustedProxies(List.of()));
        this.api = IngressApi.start(
                config, (unusedKafka, producer, db, metrics) -> new KeyEdge(sites, Optional::empty, () -> {}));
    }

    /** With an empty database at first; for tests that add sites and touch nothing that is another's. Never to be closed. */
    static synchronized RunningIngress shared() throws IOException, InterruptedException {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared.audio::close, "shared-ingress-files"));
        }
        return shared;
    }

    static RunningIngress start() throws IOException, InterruptedException {
        return forwardingTo(Optional.empty());
    }

    static RunningIngress forwardingTo(Optional<URI> dashboard) throws IOException, InterruptedException {
        TestInfrastructure shared = TestInfrastructure.shared();
        return new RunningIngress(shared.kafkaBootstrap(), shared.newDatabase(), dashboard, Duration.ZERO);
    }

    static RunningIngress warmedUpFor(Duration warmUp) throws IOException, InterruptedException {
        TestInfrastructure shared = TestInfrastructure.shared();
        return new RunningIngress(shared.kafkaBootstrap(), shared.newDatabase(), Optional.empty(), warmUp);
    }

    static RunningIngress on(String bootstrap, TestDatabase database) throws IOException, InterruptedException {
        return new RunningIngress(bootstrap, database, Optional.empty(), Duration.ZERO);
    }

    Client client() {
        return new Client(api.url());
    }

    /** Puts a row into the catalog as a worker would. */
    void catalog(long siteId, String postId, long jobId, String status, int progress, String file) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into audio (site_id, language, post_id, job_id, status, progress_percent, voice_id,
                                           content_hash, file, duration_seconds, failure_code, failure_reason, requested_at)
                        values (:site, 'en', :post, :job, :status, :progress, 1, 'x', :file, :duration, :code, :reason, now())
                        on conflict (site_id, language, post_id) do update
                        set job_id = excluded.job_id, status = excluded.status,
                            progress_percent = excluded.progress_percent,
                            file = coalesce(excluded.file, audio.file),
                            duration_seconds = coalesce(excluded.duration_seconds, audio.duration_seconds)
                        """)
                .bind("site", siteId)
                .bind("post", postId)
                .bind("job", jobId)
                .bind("status", status)
                .bind("progress", progress)
                .bind("file", file)
                .bind("duration", file == null ? null : 142)
                .bind("code", "failed".equals(status) ? "engine_failed" : null)
                .bind("reason", "failed".equals(status) ? "The engine gave up." : null)
                .execute());
    }

    /** Puts an event into a post's timeline as a worker would. */
    void event(long siteId, String postId, long jobId, String type, String detail) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into audio_event (site_id, language, post_id, job_id, type, at, detail)
                        values (:site, 'en', :post, :job, :type, now(), :detail::jsonb)
                        """)
                .bind("site", siteId)
                .bind("post", postId)
                .bind("job", jobId)
                .bind("type", type)
                .bind("detail", detail)
                .execute());
    }

    /** Completes a row of the catalog with what a finished job adds to it. */
    void details(long siteId, String postId, String title, String segments) {
        database.useHandle(handle -> handle.createUpdate("""
                        update audio set title = :title, url = 'https://blog.example/p', segments = :segments::jsonb,
                                         file_voice_id = 1, file_job_id = job_id, file_content_hash = content_hash
                        where site_id = :site and post_id = :post
                        """)
                .bind("site", siteId)
                .bind("post", postId)
                .bind("title", title)
                .bind("segments", segments)
                .execute());
    }

    @Override
    public void close() {
        api.close();
        if (ownBroker) {
            admission.close();
        }
        audio.close();
    }
}
