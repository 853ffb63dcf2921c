package dev.voicgen.ingress.testing;

import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteCommand.GenerateRequested;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicConsumers;
import dev.voicgen.platform.kafka.TopicProducer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Plays admission at the other end of the log, as each test tells it by site: a service may not depend on the real one.
 * A request of a site that nobody has told it of is refused for its key.
 */
public final class ScriptedAdmission implements AutoCloseable {

    private static ScriptedAdmission shared;

    private final KafkaSettings kafka;
    private final Map<Long, Function<GenerateRequested, Optional<Verdict>>> scripts = new ConcurrentHashMap<>();
    private final Map<Long, Function<SiteCommand, Optional<Verdict>>> questions = new ConcurrentHashMap<>();
    private final List<GenerateRequested> seen = new CopyOnWriteArrayList<>();
    private final List<SiteCommand> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch positioned = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "scripted-admission");
    private final TopicProducer producer;
    private volatile boolean closed;

    private ScriptedAdmission(KafkaSettings kafka) {
        this.kafka = kafka;
        this.producer = TopicProducer.open("scripted-admission", kafka, Duration.ofSeconds(5));
    }

    /**
     * The one on the broker that all tests of this JVM share, whose topics exist. Never to be closed; there can be no other:
     * it would answer what this one was told to leave open.
     */
    public static synchronized ScriptedAdmission shared(KafkaSettings kafka) throws InterruptedException {
        if (shared == null) {
            shared = start(kafka);
        }
        return shared;
    }

    /** One on a broker of a test's own. */
    public static ScriptedAdmission start(KafkaSettings kafka) throws InterruptedException {
        ScriptedAdmission admission = new ScriptedAdmission(kafka);
        admission.thread.setDaemon(true);
        admission.thread.start();
        admission.positioned.await();
        return admission;
    }

    /** From now on requests of the site get this verdict; empty: none. */
    public void script(long siteId, Function<GenerateRequested, Optional<Verdict>> script) {
        scripts.put(siteId, script);
    }

    /** From now on what else the site's clients ask gets this verdict; empty: none. */
    public void scriptQuestions(long siteId, Function<SiteCommand, Optional<Verdict>> script) {
        questions.put(siteId, script);
    }

    public List<GenerateRequested> requestsOf(long siteId) {
        return seen.stream().filter(request -> request.siteId() == siteId).toList();
    }

    /** What else was written on the site's log. */
    public List<SiteCommand> questionsOf(long siteId) {
        return asked.stream().filter(command -> command.siteId() == siteId).toList();
    }

    @Override
    public void close() {
        closed = true;
        producer.close();
    }

    private void run() {
        try (Consumer<byte[], byte[]> consumer = TopicConsumers.assigned("scripted-admission", kafka)) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.SITE_COMMANDS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            positioned.countDown();
            while (!closed) {
                consumer.poll(Duration.ofMillis(100)).forEach(this::decide);
            }
        }
    }

    private void decide(ConsumerRecord<byte[], byte[]> command) {
        SiteCommand read = TopicConsumers.read(Topics.SITE_COMMANDS, command.value());
        Optional<Verdict> decided;
        if (read instanceof GenerateRequested request) {
            seen.add(request);
            decided = scripts.getOrDefault(request.siteId(), ScriptedAdmission::unknownKey)
                    .apply(request);
        } else {
            asked.add(read);
            decided = questions
                    .getOrDefault(read.siteId(), ScriptedAdmission::ofNoSite)
                    .apply(read);
        }
        decided.ifPresent(verdict -> {
            var unused = producer.send(Topics.ADMISSION_VERDICTS, verdict.requestId(), verdict);
        });
    }

    private static Optional<Verdict> unknownKey(GenerateRequested request) {
        return Optional.of(new Verdict.Refused(request.requestId(), RefusalReason.INVALID_KEY, null));
    }

    /** There is no site 0: probes ask about it. */
    private static Optional<Verdict> ofNoSite(SiteCommand command) {
        return command instanceof SiteCommand.UsageAsked probe && probe.siteId() == 0
                ? Optional.of(new Verdict.Refused(probe.requestId(), RefusalReason.INVALID_KEY, null))
                : Optional.empty();
    }
}
