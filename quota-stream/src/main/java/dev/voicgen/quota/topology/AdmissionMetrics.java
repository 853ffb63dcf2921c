package dev.voicgen.quota.topology;

import dev.voicgen.contracts.batch.BatchEvent;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.quota.admission.Decision;
import dev.voicgen.quota.admission.Output;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What operators watch: how requests are answered, how long a decision takes, how far it is behind the log. Thread-safe. */
public final class AdmissionMetrics {

    private final MeterRegistry registry;
    private final Map<Object, Counter> decisions = new ConcurrentHashMap<>();
    private final Counter deadLetters;
    private final Timer time;
    private final Timer lag;

    public AdmissionMetrics(MeterRegistry registry) {
        this.registry = registry;
        deadLetters = Counter.builder("admission.dead.letters")
                .description("Records of the log that could not be decided on")
                .register(registry);
        time = Timer.builder("admission.decision.time")
                .description("Reading, deciding and saving, without waiting for the broker")
                .register(registry);
        lag = Timer.builder("admission.lag")
                .description("From the append to the decision; on two machines their clocks' difference too")
                .register(registry);
    }

    void decided(SiteCommand command, Decision decision, Instant appendTime, long nanos) {
        decisions.computeIfAbsent(kindOf(command, decision), this::counter).increment();
        time.record(nanos, TimeUnit.NANOSECONDS);
        Duration behind = Duration.between(appendTime, Instant.now());
        lag.record(behind.isNegative() ? Duration.ZERO : behind);
    }

    void deadLetter() {
        deadLetters.increment();
    }

    private Counter counter(Object kind) {
        return Counter.builder("admission.decisions")
                .description("Commands by what became of them")
                .tag("kind", word(kind))
                .register(registry);
    }

    /** The reason of a refusal, else the class of the verdict or batch event, else the class of the command. */
    private static Object kindOf(SiteCommand command, Decision decision) {
        Output first = decision.outputs().isEmpty() ? null : decision.outputs().get(0);
        if (first instanceof Output.Batch told) {
            return told.event().getClass();
        }
        if (!(first instanceof Output.Answer answer)) {
            return command.getClass();
        }
        Verdict verdict = answer.verdict();
        return verdict instanceof Verdict.Refused refused ? refused.reason() : verdict.getClass();
    }

    private static String word(Object kind) {
        if (kind instanceof RefusalReason reason) {
            return "refused_" + reason.name().toLowerCase(Locale.ROOT);
        }
        Class<?> type = (Class<?>) kind;
        String word =
                type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        return BatchEvent.class.isAssignableFrom(type) ? "batch_" + word : word;
    }
}
