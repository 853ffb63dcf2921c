package dev.voicgen.ingress.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.contracts.site.RequestLimits;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicProducer;
import dev.voicgen.platform.kafka.TopicProvisioner;
import dev.voicgen.testkit.TestInfrastructure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One limit for all instances, over a real Kafka, in windows that are shorter than a client's so that tests are too. */
class LimitExchangeIT {

    private static final Logger log = LoggerFactory.getLogger(LimitExchangeIT.class);
    private static final Duration WINDOW = Duration.ofSeconds(3);
    private static final int LIMIT = 60;
    private static final RequestLimits LIMITS = new RequestLimits(LIMIT, LIMIT, LIMIT, LIMIT);

    private final String key = UUID.randomUUID().toString();

    @ParameterizedTest(name = "{0} instances")
    @ValueSource(ints = {1, 2, 4})
    void traffic_over_the_window_stays_within_a_tenth_of_the_limit(int count) {
        try (Instances instances = new Instances(count)) {
            int sent = 2 * LIMIT;
            long start = System.nanoTime();
            long step = WINDOW.toNanos() * 9 / 10 / sent;
            int allowed = 0;
            for (int i = 0; i < sent; i++) {
                allowed += instances.count(i % count, key) ? 1 : 0;
                LockSupport.parkNanos(start + (i + 1) * step - System.nanoTime());
            }

            log.info("{} instances, spread: {} of {} let in, limit {}", count, allowed, sent, LIMIT);
            assertThat(allowed).isBetween(LIMIT, LIMIT + LIMIT / 10);
        }
    }

    @ParameterizedTest(name = "{0} instances")
    @ValueSource(ints = {1, 2, 4})
    void burst_passes_the_limit_at_most_once_an_instance_and_is_refused_then(int count) {
        try (Instances instances = new Instances(count)) {
            long start = System.nanoTime();
            int burst = 0;
            for (int i = 0; i < 2 * LIMIT * count; i++) {
                burst += instances.count(i % count, key) ? 1 : 0;
            }
            int later = 0;
            while (System.nanoTime() - start < WINDOW.toNanos() * 8 / 10) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                later += instances.count(later % count, key) ? 1 : 0;
            }

            log.info("{} instances, burst: {} let in at once and {} later, limit {}", count, burst, later, LIMIT);
            assertThat(burst).isBetween(LIMIT, LIMIT * count);
            assertThat(later).isZero();
        }
    }

    @ParameterizedTest(name = "{0} instances")
    @ValueSource(ints = {4})
    void one_instance_gives_the_whole_limit_and_the_others_know(int count) {
        try (Instances instances = new Instances(count)) {
            int allowed = 0;
            for (int i = 0; i < LIMIT + 10; i++) {
                allowed += instances.count(0, key) ? 1 : 0;
            }

            assertThat(allowed).isEqualTo(LIMIT);
            await().atMost(WINDOW.dividedBy(2))
                    .untilAsserted(() -> assertThat(instances.knowOf(key)).isTrue());
        }
    }

    /** Some instances, and a last one that looks but lets nothing in. */
    private static final class Instances implements AutoCloseable {

        private static final String OTHER = "observed";

        private final Deque<AutoCloseable> parts = new ArrayDeque<>();
        private final List<RateLimits> limits = new ArrayList<>();

        Instances(int count) {
            KafkaSettings kafka = new KafkaSettings(TestInfrastructure.shared().kafkaBootstrap(), 2, 1);
            TopicProvisioner.createMissing(kafka);
            TopicProducer producer = TopicProducer.open("limits-it", kafka, Duration.ofSeconds(3));
            parts.push(producer);
            IntStream.range(0, count).forEach(i -> {
                RateLimits instance = new RateLimits(Clock.systemUTC(), WINDOW);
                limits.add(instance);
                parts.push(LimitExchange.start(kafka, producer, instance));
            });
            awaitExchange();
        }

        boolean count(int instance, String key) {
            return limits.get(instance).count(LimitRule.KEY, key, LIMITS).allowed();
        }

        boolean knowOf(String key) {
            return limits.stream()
                    .skip(1)
                    .noneMatch(instance ->
                            instance.count(LimitRule.KEY, key, LIMITS).allowed());
        }

        /** Until each has heard of the others, so that what is measured is the exchange and not its start. */
        private void awaitExchange() {
            String probe = OTHER + UUID.randomUUID();
            if (limits.size() == 1) {
                return;
            }
            for (int i = 0; i < LIMIT; i++) {
                limits.get(0).count(LimitRule.KEY, probe, LIMITS);
            }
            await().atMost(Duration.ofSeconds(5)).until(() -> knowOf(probe));
        }

        @Override
        public void close() {
            while (!parts.isEmpty()) {
                try {
                    parts.pop().close();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
