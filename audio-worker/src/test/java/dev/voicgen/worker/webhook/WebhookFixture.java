package dev.voicgen.worker.webhook;

import dev.voicgen.catalog.Database;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.contracts.value.WebhookSecret;
import dev.voicgen.platform.config.DatabaseSettings;
import dev.voicgen.platform.config.Secret;
import dev.voicgen.testkit.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Dns;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** A database with one site, and what tests want to know and do about its callbacks. */
final class WebhookFixture implements AutoCloseable {

    static final Duration PATIENT = Duration.ofSeconds(15);

    record DeliveryRow(String id, String status, int attempts, String body, Instant dueAt, Instant completedAt) {}

    record AttemptRow(int attempt, Instant at, int durationMs, Integer statusCode, String error) {}

    private static final AtomicLong JOBS = new AtomicLong(1024);

    final WebhookSecret secret = WebhookSecret.generate(new SecureRandom());
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Database database;
    private final long siteId;

    WebhookFixture(TestDatabase test) {
        database = Database.open(
                "webhook-test", new DatabaseSettings(test.jdbcUrl(), test.user(), new Secret(test.password()), 10));
        siteId = jdbi().withHandle(handle -> handle.createQuery("""
                        with owner as (insert into account (name) values ('test') returning id)
                        insert into site (account_id, name, webhook_secret) select id, 'test', :secret from owner
                        returning id""")
                .bind("secret", secret.reveal())
                .mapTo(long.class)
                .one());
    }

    Jdbi jdbi() {
        return database.jdbi();
    }

    PostKey post() {
        return new PostKey(siteId, new PostId("post-1"), Language.ENGLISH);
    }

    /** So many attempts, half a second apart. */
    static WebhookSettings attempts(int attempts) {
        return new WebhookSettings(Collections.nCopies(attempts, Duration.ofMillis(500)), true);
    }

    DeliveryLoop start(WebhookSettings settings) {
        return start(settings, Dns.SYSTEM, PATIENT);
    }

    DeliveryLoop start(WebhookSettings settings, Dns resolver, Duration timeout) {
        return DeliveryLoop.start(jdbi(), settings, metrics, resolver, timeout);
    }

    /** Notes that a new job is ready, due at once. Answers the delivery's id. */
    String add(URI url) {
        return add(url.toString(), ready(JOBS.incrementAndGet()));
    }

    String add(String url, WebhookMessage.JobEnded message) {
        return jdbi().inTransaction(handle -> {
            handle.attach(DeliveryTable.class).add(url, message, Duration.ZERO);
            return handle.createQuery(
                            "select id from webhook_delivery where job_id = :job and type = :type and url = :url")
                    .bind("job", message.data().id())
                    .bind("type", message.type())
                    .bind("url", url)
                    .mapTo(String.class)
                    .one();
        });
    }

    WebhookMessage.JobEnded ready(long jobId) {
        URI audio = URI.create("https://audio.example/a1b2.mp3");
        return WebhookMessage.JobEnded.ready(jobId, post(), Instant.parse("2026-03-01T12:00:00Z"), audio, 142);
    }

    DeliveryRow delivery(String id) {
        return jdbi().withHandle(handle -> handle.createQuery(
                        "select id, status, attempts, body, due_at, completed_at from webhook_delivery where id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(DeliveryRow.class))
                .one());
    }

    String status(String id) {
        return delivery(id).status();
    }

    List<AttemptRow> attempts(String id) {
        return jdbi().withHandle(handle -> handle.createQuery(
                        "select attempt, at, duration_ms, status_code, error from webhook_attempt where delivery_id = :id "
                                + "order by id")
                .bind("id", id)
                .map(ConstructorMapper.of(AttemptRow.class))
                .list());
    }

    /** Replaces the site's secret; the one before is good for so long still. */
    WebhookSecret rotate(Duration overlap) {
        WebhookSecret next = WebhookSecret.generate(new SecureRandom());
        jdbi().useHandle(handle -> handle.createUpdate("""
                        update site set previous_webhook_secret = webhook_secret, webhook_secret = :next,
                                        previous_secret_until = now() + :overlap
                        where id = :site""")
                .bind("next", next.reveal())
                .bind("overlap", overlap)
                .bind("site", siteId)
                .execute());
        return next;
    }

    @Override
    public void close() {
        database.close();
    }
}
