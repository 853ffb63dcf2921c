package dev.voicgen.standalone.revocation;

import static org.awaitility.Awaitility.await;

import dev.voicgen.ingress.IngressApi;
import dev.voicgen.ingress.IngressConfig;
import dev.voicgen.keyadmin.KeyAdmin;
import dev.voicgen.keyadmin.KeyAdminConfig;
import dev.voicgen.quota.QuotaStream;
import dev.voicgen.quota.QuotaStreamConfig;
import dev.voicgen.testkit.RestartableDatabase;
import dev.voicgen.testkit.RestartableKafka;
import dev.voicgen.testkit.ServiceProcess;
import dev.voicgen.testkit.TcpProxy;
import dev.voicgen.testkit.TestDatabase;
import dev.voicgen.testkit.TestSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A platform whose links and processes can fail: one key-admin, and three instances of the API. The instance {@code steady} is
 * in this process, {@code linked} reaches Kafka through a proxy, and {@code paused} is a process of its own. Clients send the
 * keys of one site all the time, and every answer is noted in the history.
 */
final class RotatedPlatform implements AutoCloseable {

    static final Duration RECOVERY = Duration.ofSeconds(60);

    private static final Logger log = LoggerFactory.getLogger(RotatedPlatform.class);
    /** One instance of the API, and one key-admin, can each lose Kafka alone. */
    private static final int INSTANCE_LINK = 0;

    private static final int ADMIN_LINK = 1;

    private final Path directory;
    private final RotationHistory history = new RotationHistory();
    private final KeyTraffic traffic = new KeyTraffic(history);
    private final RestartableKafka kafka = RestartableKafka.withProxies(2);
    private final RestartableDatabase database = RestartableDatabase.start();
    private final QuotaStream quota;
    private final KeyAdmin keyAdmin;
    private final IngressApi steady;
    private final IngressApi linked;
    private final ServiceProcess paused;
    private final RotatingOwner owner;

    RotatedPlatform(Path directory) throws IOException {
        this.directory = directory;
        keyAdmin = KeyAdmin.start(KeyAdminConfig.from(settings(kafka.bootstrapServers())));
        quota = QuotaStream.start(QuotaStreamConfig.from(settings(kafka.bootstrapServers())));
        owner = RotatingOwner.logIn(keyAdmin.url());
        CompletableFuture<ServiceProcess> process =
                CompletableFuture.supplyAsync(() -> process(IngressApi.class, kafka.bootstrapServers()));
        steady = startInstance();
        linked = IngressApi.start(IngressConfig.from(settings(kafka.bootstrapServers(INSTANCE_LINK))));
        paused = process.join();
        traffic.reach("steady", steady.url());
        traffic.reach("linked", linked.url());
        traffic.reach("paused", paused.url());
        rotate();
        traffic.start();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        traffic.close();
        paused.close();
        linked.close();
        steady.close();
        quota.close();
        keyAdmin.close();
        database.close();
        kafka.close();
        log.info("requests={} refused={} rotations={}", history.size(), history.refusals(), history.rotations());
    }

    RotationHistory history() {
        return history;
    }

    KeyTraffic traffic() {
        return traffic;
    }

    RestartableKafka kafka() {
        return kafka;
    }

    /** Between Kafka and the instance {@code linked}. */
    TcpProxy instanceLink() {
        return kafka.proxy(INSTANCE_LINK);
    }

    /** Between Kafka and a key-admin that {@link #startLinkedKeyAdmin} starts. */
    TcpProxy adminLink() {
        return kafka.proxy(ADMIN_LINK);
    }

    /** The instance that can be suspended. */
    ServiceProcess paused() {
        return paused;
    }

    /** One more instance of the API, to be closed by its test. */
    IngressApi startInstance() {
        return IngressApi.start(IngressConfig.from(settings(kafka.bootstrapServers())));
    }

    /** One more key-admin in a process of its own, to be closed by its test. */
    ServiceProcess startKeyAdmin() {
        return process(KeyAdmin.class, kafka.bootstrapServers());
    }

    /** The same, with a link to Kafka that can be cut. */
    ServiceProcess startLinkedKeyAdmin() {
        return process(KeyAdmin.class, kafka.bootstrapServers(ADMIN_LINK));
    }

    RotatingOwner.Reply rotate() {
        return rotate(keyAdmin.url());
    }

    /** Rotates, and at once sends the newest key and the one before it to every instance. */
    RotatingOwner.Reply rotate(URI at) {
        history.rotationCalled(traffic.newest());
        RotatingOwner.Reply reply = call(at);
        if (reply.status() == 200) {
            int generation = traffic.add(reply.data().path("key").asText());
            history.rotationAnswered(generation);
            sendNewestKeys();
        }
        return reply;
    }

    /** Rotates without using the new key. */
    RotatingOwner.Reply call() {
        return call(keyAdmin.url());
    }

    private RotatingOwner.Reply call(URI at) {
        try {
            return owner.rotate(at);
        } catch (IOException killed) {
            return new RotatingOwner.Reply(0, null);
        }
    }

    long liveKeys() throws IOException {
        return owner.liveKeys(keyAdmin.url());
    }

    void sendNewestKeys() {
        int newest = traffic.newest();
        if (newest > 0) {
            traffic.volley(newest - 1);
        }
        traffic.volley(newest);
    }

    /** Waits until a change is stored and not yet published. */
    void awaitOutbox() {
        TestDatabase postgres = database.database();
        Jdbi jdbi = Jdbi.create(postgres.jdbcUrl(), postgres.user(), postgres.password());
        await().atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> jdbi.withHandle(handle -> handle.createQuery("select count(*) from key_outbox")
                                .mapTo(int.class)
                                .one())
                        > 0);
    }

    private ServiceProcess process(Class<?> service, String bootstrap) {
        try {
            return ServiceProcess.start(service.getName(), settings(bootstrap));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> settings(String bootstrap) {
        Map<String, String> settings = TestSettings.of(bootstrap, database.database());
        settings.put("VOICGEN_OPERATOR_EMAIL", RotatingOwner.EMAIL);
        settings.put("VOICGEN_OPERATOR_PASSWORD", RotatingOwner.PASSWORD);
        settings.put("VOICGEN_AUDIO_DIR", directory.resolve("audio").toString());
        return settings;
    }
}
