package dev.voicgen.quota.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The ledger and a plain model agree after every step of many random logs. A failure names its seed and step. */
class AdmissionPropertyTest {

    private static final int LOGS = 2_000;
    private static final int COMMANDS = 200;

    @Test
    void ledgerAgreesWithThePlainModelAfterEveryStep() {
        Map<String, Integer> seen = new HashMap<>();

        for (long seed = 0; seed < LOGS; seed++) {
            run(seed, seen);
        }

        // A generator that stopped reaching an outcome would prove nothing about it.
        assertThat(seen)
                .containsKeys(
                        "Queued",
                        "InProgress",
                        "AlreadyReady",
                        "INVALID_KEY",
                        "SITE_INACTIVE",
                        "SUBSCRIPTION_INACTIVE",
                        "TRIAL_EXPIRED",
                        "PLAN_RESTRICTION",
                        "QUOTA_EXCEEDED",
                        "TOO_LATE")
                .allSatisfy((outcome, times) -> assertThat(times).as(outcome).isGreaterThan(LOGS / 10));
    }

    private static void run(long seed, Map<String, Integer> seen) {
        RandomCommands commands = new RandomCommands(seed);
        InMemoryLedger ledger = new InMemoryLedger();
        PlainModel model = new PlainModel();
        for (int step = 0; step < COMMANDS; step++) {
            LogPosition at = commands.nextPosition();
            SiteCommand command = commands.next(at);

            List<Output> outputs = ledger.apply(command, at);

            Optional<Verdict> expected = model.apply(command, at);
            String place = "seed " + seed + " step " + step;
            Supplier<String> where = () -> place + " " + command;
            assertThat(verdicts(outputs)).as(where).isEqualTo(expected.stream().toList());
            if (model.knows(command.siteId())) {
                assertThat(ledger.site(command.siteId()).orElseThrow().usageAt(at.appendTime()))
                        .as(where)
                        .isEqualTo(model.usage(command.siteId(), at.appendTime()));
            }
            expected.ifPresent(verdict -> {
                seen.merge(outcome(verdict), 1, Integer::sum);
                checkQueued((SiteCommand.GenerateRequested) command, verdict, outputs, where);
                if (verdict instanceof Verdict.Queued queued) {
                    commands.queued((SiteCommand.GenerateRequested) command, queued.jobId());
                }
            });
        }
    }

    /** A job and its event leave exactly where a verdict says so. */
    private static void checkQueued(
            SiteCommand.GenerateRequested request, Verdict verdict, List<Output> outputs, Supplier<String> where) {
        if (!(verdict instanceof Verdict.Queued queued)) {
            assertThat(outputs).as(where).hasSize(1);
            return;
        }
        assertThat(outputs).as(where).hasSize(3);
        Output.Job job = (Output.Job) outputs.get(1);
        Output.Event event = (Output.Event) outputs.get(2);
        assertThat(job.job().jobId()).as(where).isEqualTo(queued.jobId());
        assertThat(job.job().post()).as(where).isEqualTo(request.post());
        assertThat(event.event()).as(where).isInstanceOf(AudioEvent.Queued.class);
        assertThat(event.event().jobId()).as(where).isEqualTo(queued.jobId());
    }

    private static List<Verdict> verdicts(List<Output> outputs) {
        return outputs.stream()
                .flatMap(
                        output -> output instanceof Output.Answer answer ? Stream.of(answer.verdict()) : Stream.empty())
                .toList();
    }

    private static String outcome(Verdict verdict) {
        return verdict instanceof Verdict.Refused refused
                ? refused.reason().name()
                : verdict.getClass().getSimpleName();
    }
}
