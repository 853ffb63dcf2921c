package dev.voicgen.ingress.admission;

import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteCommand.GenerateRequested;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.contracts.value.KeyHash;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.http.LogContext;
import dev.voicgen.platform.kafka.TopicProducer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Puts requests on their site's log and waits for what admission decides there. Thread-safe. */
public final class AdmissionClient implements AutoCloseable {

    /** From the request to its verdict. A request that reaches the log later is refused there as too late. */
    public static final Duration DEADLINE = Duration.ofSeconds(3);

    private static final int MAX_WAITING = 10_000;

    private final TopicProducer producer;
    private final PendingVerdicts pending;
    private final VerdictReader reader;
    private final Executor threads;
    private final Clock clock;
    private final String instance = UUID.randomUUID().toString();
    private final AtomicLong requests = new AtomicLong();

    private AdmissionClient(
            TopicProducer producer, PendingVerdicts pending, VerdictReader reader, Executor threads, Clock clock) {
        this.producer = producer;
        this.pending = pending;
        this.reader = reader;
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * Returns when no verdict can be missed any more.
     *
     * @param threads where answers are completed
     * @throws IllegalStateException where Kafka does not answer in time
     */
    public static AdmissionClient start(
            KafkaSettings kafka, TopicProducer producer, Executor threads, MeterRegistry metrics) {
        PendingVerdicts pending = new PendingVerdicts(MAX_WAITING);
        Gauge.builder("ingress.requests.waiting", pending, PendingVerdicts::size)
                .register(metrics);
        VerdictReader reader = VerdictReader.start(kafka, pending, metrics);
        return new AdmissionClient(producer, pending, reader, threads, Clock.systemUTC());
    }

    /** A command that admission answers, made when it has an id to answer to and a time until which it may be admitted. */
    @FunctionalInterface
    public interface Question {
        SiteCommand with(String requestId, Instant admitBy);
    }

    /** As {@link #ask(Question, Duration)}, for an article. */
    public CompletableFuture<Optional<Verdict>> ask(long siteId, KeyHash key, boolean regenerate, Article article) {
        return ask(siteId, key, regenerate, article, DEADLINE);
    }

    CompletableFuture<Optional<Verdict>> ask(
            long siteId, KeyHash key, boolean regenerate, Article article, Duration deadline) {
        return ask(
                (requestId, admitBy) ->
                        new GenerateRequested(requestId, siteId, key, admitBy, regenerate, article, null),
                deadline);
    }

    /**
     * What is decided on the question, or empty where nobody decided in time, nobody could be asked, or too many wait.
     * Then it may still be admitted; asking again is safe. Never fails.
     */
    public CompletableFuture<Optional<Verdict>> ask(Question question, Duration deadline) {
        String requestId = instance + "-" + requests.incrementAndGet();
        Optional<CompletableFuture<Verdict>> waiting = pending.await(requestId);
        if (waiting.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        CompletableFuture<Verdict> verdict = waiting.get();
        SiteCommand command = question.with(requestId, clock.instant().plus(deadline));
        var unused = producer.send(Topics.SITE_COMMANDS, String.valueOf(command.siteId()), command)
                .whenComplete((appended, failure) -> {
                    if (failure != null) {
                        verdict.completeExceptionally(failure);
                    }
                });
        // Off the reader's thread: a client that reads its answer slowly must not hold up the verdicts of others.
        return verdict.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .handleAsync((decided, failure) -> Optional.ofNullable(decided), LogContext.carriedTo(threads));
    }

    /** Whether a request of this instance was decided on within the time that has just passed. */
    boolean hasAnsweredWithin(Duration time) {
        return pending.sinceLastAnswer().compareTo(time) <= 0;
    }

    /** Stops reading verdicts. A caller that still waits gets no verdict, at its deadline. */
    @Override
    public void close() {
        reader.close();
    }
}
