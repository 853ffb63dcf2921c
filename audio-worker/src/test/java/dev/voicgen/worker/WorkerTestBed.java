package dev.voicgen.worker;

import dev.voicgen.catalog.Database;
import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.batch.BatchEvent;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.contracts.value.WebhookSecret;
import dev.voicgen.platform.config.DatabaseSettings;
import dev.voicgen.platform.config.HttpSettings;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.config.Secret;
import dev.voicgen.platform.kafka.TopicProducer;
import dev.voicgen.platform.kafka.TopicProvisioner;
import dev.voicgen.testkit.RestartableDatabase;
import dev.voicgen.testkit.RestartableKafka;
import dev.voicgen.testkit.TemporaryDirectory;
import dev.voicgen.testkit.TestDatabase;
import dev.voicgen.worker.job.JobSettings;
import dev.voicgen.worker.job.RetryPolicy;
import dev.voicgen.worker.webhook.WebhookSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Servers of a test's own and both ends of a worker: jobs in, rows and records out. */
final class WorkerTestBed implements AutoCloseable {

    static final Duration LOCK = Duration.ofSeconds(3);

    private static final Duration SEND_LIMIT = Duration.ofSeconds(10);

    private final RestartableKafka kafka;
    private final RestartableDatabase database;
    private final TemporaryDirectory audio = TemporaryDirectory.create();
    private final Database reader;
    private final TopicProducer producer;
    private final List<AudioWorker> workers = new ArrayList<>();

    /** The row of a post. */
    record Row(
            long jobId,
            int attempt,
            String status,
            int progressPercent,
            String file,
            Long fileJobId,
            String contentHash,
            String failureCode) {}

    private WorkerTestBed(RestartableKafka kafka, RestartableDatabase database) throws IOException {
        this.kafka = kafka;
        this.database = database;
        TopicProvisioner.createMissing(kafkaSettings());
        this.reader = Database.open("test", databaseSettings());
        this.producer = TopicProducer.open("test", kafkaSettings(), SEND_LIMIT);
    }

    /** Started; from now on tests wait for 30 s at most. */
    static WorkerTestBed start() throws IOException {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        return new WorkerTestBed(RestartableKafka.start(), RestartableDatabase.start());
    }

    RestartableKafka kafka() {
        return kafka;
    }

    RestartableDatabase database() {
        return database;
    }

    KafkaSettings kafkaSettings() {
        return new KafkaSettings(kafka.bootstrapServers(), 2, 1);
    }

    DatabaseSettings databaseSettings() {
        TestDatabase test = database.database();
        return new DatabaseSettings(test.jdbcUrl(), test.user(), new Secret(test.password()), 6);
    }

    /** A worker's configuration: short waits, as many attempts as ever. */
    AudioWorkerConfig config(int slots) {
        return config(slots, new RetryPolicy.Backoff(Duration.ofMillis(10), Duration.ofMillis(100)));
    }

    private AudioWorkerConfig config(int slots, RetryPolicy.Backoff backoff) {
        return new AudioWorkerConfig(
                kafkaSettings(),
                databaseSettings(),
                new HttpSettings("127.0.0.1", 0),
                audio.path(),
                URI.create("http://audio.example"),
                new JobSettings(slots, LOCK, Duration.ofSeconds(1), new RetryPolicy(5, backoff)),
                new WebhookSettings(List.of(Duration.ZERO, Duration.ofHours(1)), true));
    }

    /** A worker that runs until {@link #stopWorkers}, or is closed before. */
    AudioWorker worker(int slots, FakeSpeech speech) {
        return worker(config(slots), speech);
    }

    /** One after whose failed attempts a job waits for an hour. */
    AudioWorker patientWorker(int slots, FakeSpeech speech) {
        return worker(config(slots, new RetryPolicy.Backoff(Duration.ofHours(1), Duration.ofHours(1))), speech);
    }

    private AudioWorker worker(AudioWorkerConfig config, FakeSpeech speech) {
        AudioWorker worker = AudioWorker.start(config, speech);
        workers.add(worker);
        return worker;
    }

    /** How often the worker's locks were renewed. */
    static double renewals(AudioWorker worker) {
        HttpRequest request =
                HttpRequest.newBuilder(worker.url().resolve("/metrics")).build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith("voicgen_job_renewals_total{outcome=\"renewed\"}"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a test", e);
        }
    }

    /** How many slots listen for jobs of batches. */
    int bulkListeners() {
        String group = "audio-workers-bulk";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return admin.describeShareGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members()
                    .size();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("the broker does not tell", e);
        }
    }

    /** How many callbacks to {@code url} are noted. */
    int deliveries(URI url) {
        return reader.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from webhook_delivery where url = :url")
                        .bind("url", url.toString())
                        .mapTo(int.class)
                        .one());
    }

    /** Where all workers keep audio and segments. */
    Path audioFolder() {
        return audio.path();
    }

    void stopWorkers() {
        workers.forEach(AudioWorker::close);
        workers.clear();
    }

    /** A worker's configuration as a process of its own is given it. */
    Map<String, String> environment() {
        TestDatabase test = database.database();
        return Map.of(
                "VOICGEN_KAFKA_BOOTSTRAP", kafka.bootstrapServers(),
                "VOICGEN_DATABASE_URL", test.jdbcUrl(),
                "VOICGEN_DATABASE_USER", test.user(),
                "VOICGEN_DATABASE_PASSWORD", test.password(),
                "VOICGEN_AUDIO_DIR", audio.path().toString(),
                "VOICGEN_WORKER_SLOTS", "1",
                "VOICGEN_WORKER_LOCK", LOCK.toString());
    }

    /** Makes the site of all jobs known, so that its callbacks are signed and sent. */
    void addSite() {
        reader.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        with owner as (insert into account (name) values ('test') returning id)
                        insert into site (id, account_id, name, webhook_secret) overriding system value
                        select :site, id, 'test', :secret from owner""")
                        .bind("site", TestJobs.SITE)
                        .bind(
                                "secret",
                                WebhookSecret.generate(new SecureRandom()).reveal())
                        .execute());
    }

    void append(AudioJob job) {
        producer.send(Topics.AUDIO_JOBS, job.post().toString(), job).join();
    }

    /** As admission does, each in a transaction of its own. */
    void appendInTransactions(List<AudioJob> jobs) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "test-admission");
        Topic<String, AudioJob> topic = Topics.AUDIO_JOBS;
        try (var transactional = new KafkaProducer<>(
                settings, topic.keys().serializer(), topic.values().serializer())) {
            transactional.initTransactions();
            for (AudioJob job : jobs) {
                transactional.beginTransaction();
                var unused = transactional.send(
                        new ProducerRecord<>(topic.name(), job.post().toString(), job));
                transactional.commitTransaction();
            }
        }
    }

    /** As an item of a batch. */
    void appendBulk(AudioJob job) {
        producer.send(Topics.AUDIO_JOBS_BULK, job.post().toString(), job).join();
    }

    void tell(BatchEvent event) {
        producer.send(Topics.BATCH_EVENTS, event.batchId(), event).join();
    }

    void tell(AudioEvent event) {
        producer.send(Topics.AUDIO_EVENTS, event.post().toString(), event).join();
    }

    void appendBytes(String value) {
        producer.sendBytes(Topics.AUDIO_JOBS.name(), new byte[0], value.getBytes(StandardCharsets.UTF_8))
                .join();
    }

    /** What status routes would see; empty also while the database is down. */
    Optional<Row> row(AudioJob job) {
        return reader.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select job_id, attempt, status, progress_percent, file, file_job_id, content_hash, failure_code "
                                        + "from audio where site_id = :site and post_id = :post")
                        .bind("site", job.siteId())
                        .bind("post", job.article().postId().value())
                        .map(ConstructorMapper.of(Row.class))
                        .findOne());
    }

    String status(AudioJob job) {
        return row(job).map(Row::status).orElse("none");
    }

    Path file(AudioJob job) {
        return audio.resolve(row(job).orElseThrow().file());
    }

    /** The types of the events on the job's timeline. */
    List<String> timeline(AudioJob job) {
        return reader.jdbi()
                .withHandle(handle -> handle.createQuery("select type from audio_event where job_id = :job order by id")
                        .bind("job", job.jobId())
                        .mapTo(String.class)
                        .list());
    }

    /** The status of each item, in order. */
    List<String> items(String batchId) {
        return reader.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select status from batch_item_status where batch_id = :batch order by index")
                        .bind("batch", batchId)
                        .mapTo(String.class)
                        .list());
    }

    /** What admission is told about the job. */
    List<SiteCommand> commands(Class<? extends SiteCommand> type, AudioJob job) {
        return TopicContents.values(kafkaSettings(), Topics.SITE_COMMANDS).stream()
                .filter(type::isInstance)
                .filter(command -> jobId(command) == job.jobId())
                .toList();
    }

    private static long jobId(SiteCommand report) {
        if (report instanceof SiteCommand.JobStarted started) {
            return started.jobId();
        }
        if (report instanceof SiteCommand.JobReady ready) {
            return ready.jobId();
        }
        return ((SiteCommand.JobFailed) report).jobId();
    }

    /** How many jobs wait for their next attempt. */
    int waiting() {
        return reader.jdbi()
                .withHandle(
                        handle -> handle.createQuery("select count(*) from audio_outbox where topic like 'audio.jobs%'")
                                .mapTo(int.class)
                                .one());
    }

    /** The types of the callbacks that are noted for the job. */
    List<String> deliveries(AudioJob job) {
        return reader.jdbi()
                .withHandle(handle -> handle.createQuery("select type from webhook_delivery where job_id = :job")
                        .bind("job", job.jobId())
                        .mapTo(String.class)
                        .list());
    }

    /** The reasons of the dead letters with exactly this value. */
    List<String> deadLetters(byte[] value) {
        return TopicContents.records(kafkaSettings(), Topics.DEAD_JOBS).stream()
                .filter(record -> Arrays.equals(record.value(), value))
                .map(WorkerTestBed::reason)
                .toList();
    }

    List<String> deadLetters(AudioJob job) {
        return deadLetters(Topics.AUDIO_JOBS.values().serializer().serialize(Topics.AUDIO_JOBS.name(), job));
    }

    private static String reason(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.headers().lastHeader("reason").value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        producer.close();
        reader.close();
        kafka.close();
        database.close();
        audio.close();
    }
}
