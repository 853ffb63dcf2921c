package dev.voicgen.quota.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.batch.BatchEvent;
import dev.voicgen.contracts.site.QuotaUsage;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.UsageCount;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.testkit.TestSize;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The ledger and a plain model agree after every step of many random logs. A failure names its seed and step. */
class AdmissionPropertyTest {

    private static final int LOGS = TestSize.of("admission.logs", 500, 2_000);
    private static final int COMMANDS = 250;

    private static final Pattern NUMBERS_AND_CODES = Pattern.compile("^\\d+ | \\d+|(?<=rejected) .*");

    private final Map<String, Integer> seen = new HashMap<>();

    @Test
    void ledgerAgreesWithThePlainModelAfterEveryStep() {
        for (long seed = 0; seed < LOGS; seed++) {
            new Run(seed).toItsEnd();
        }

        // A generator that stopped reaching an outcome would prove nothing about it.
        assertThat(seen)
                .containsKeys(Stream.of(RefusalReason.values()).map(Enum::name).toArray(String[]::new))
                .containsKeys("Queued", "InProgress", "AlreadyReady", "Deleted", "Usage", "BatchCounted")
                .containsKeys("opened", "queued", "in_progress", "ready", "rejected", "closed true", "closed false")
                .containsKeys("held", "released", "warned 80", "warned 100")
                .containsKeys("waits", "replaced", "queued next", "queued next of a batch", "held next of a batch")
                .allSatisfy((outcome, times) -> assertThat(times)
                        .as(outcome)
                        .isGreaterThan(LOGS / (outcome.contains("next of a batch") ? 100 : 10)));
    }

    /** One log. What the ledger keeps and tells is put together from its outputs, as its readers would. */
    private final class Run {
        private final long seed;
        private final RandomCommands commands;
        private final InMemoryLedger ledger = new InMemoryLedger();
        private final PlainModel model = new PlainModel();
        private final Map<String, Long> backlog = new HashMap<>();
        private final Map<PostKey, AudioJob> waiting = new HashMap<>();
        private final Map<String, UsageCount> counts = new HashMap<>();

        Run(long seed) {
            this.seed = seed;
            commands = new RandomCommands(seed);
        }

        void toItsEnd() {
            for (int step = 0; step < COMMANDS; step++) {
                LogPosition at = commands.nextPosition();
                SiteCommand command = commands.next(at);
                PlainModel.Expected told = new PlainModel.Expected();

                ledger.apply(command, at).forEach(output -> read(output, told));

                PlainModel.Expected expected = model.apply(command, at);
                String place = "seed " + seed + " step " + step;
                Supplier<String> where = () -> place + " " + command;
                assertThat(told.all()).as(where).isEqualTo(expected.all());
                assertThatUsageAgrees(command.siteId(), at, where);
            }
            assertThatCountsAgree(() -> "seed " + seed + " at its end");
        }

        private void assertThatUsageAgrees(long siteId, LogPosition at, Supplier<String> where) {
            if (!model.knows(siteId)) {
                return;
            }
            QuotaUsage usage = model.usage(siteId, at.appendTime());
            SiteLedger site = ledger.site(siteId).orElseThrow();
            assertThat(site.usageAt(at.appendTime())).as(where).isEqualTo(usage);
            UsageCount count =
                    counts.get(siteId + "/" + site.monthAt(at.appendTime()).month());
            // A month in which nothing has happened yet is not told.
            assertThat(count == null ? List.of(0, 0) : List.of(count.settled(), count.reserved()))
                    .as(where)
                    .isEqualTo(List.of(usage.used(), usage.reserved()));
            assertThat(count == null ? usage.limit() : count.limit()).as(where).isEqualTo(usage.limit());
        }

        /** Also of a month that has passed. */
        private void assertThatCountsAgree(Supplier<String> where) {
            for (UsageCount count : counts.values()) {
                assertThat(count.settled()).as(where).isEqualTo(model.settled(count.siteId(), count.month()));
                assertThat(count.reserved()).as(where).isEqualTo(model.reserved(count.siteId(), count.month()));
            }
        }

        private void read(Output output, PlainModel.Expected told) {
            commands.follow(output);
            if (output instanceof Output.Answer answer) {
                told.verdicts.add(answer.verdict());
                saw(outcome(answer.verdict()));
            } else if (output instanceof Output.Job single) {
                told.singles.add(single.job().jobId());
            } else if (output instanceof Output.BulkJob bulk) {
                told.bulk.add(bulk.job().jobId());
            } else if (output instanceof Output.Hold hold) {
                backlog.put(
                        hold.job().siteId() + "/" + hold.number(), hold.job().jobId());
                saw("held");
            } else if (output instanceof Output.Release release) {
                told.bulk.add(backlog.remove(release.siteId() + "/" + release.number()));
                saw("released");
            } else if (output instanceof Output.HoldNext hold) {
                saw(waiting.put(hold.job().post(), hold.job()) == null ? "waits" : "replaced");
            } else if (output instanceof Output.QueueNext follower) {
                queueNext(follower, told);
            } else if (output instanceof Output.Count count) {
                counts.put(count.count().key(), count.count());
            } else if (output instanceof Output.Batch batch) {
                String words = words(batch.event());
                told.batchEvents.add(words);
                saw(NUMBERS_AND_CODES.matcher(words).replaceAll(""));
            } else {
                read(((Output.Event) output).event(), told);
            }
        }

        private void queueNext(Output.QueueNext follower, PlainModel.Expected told) {
            AudioJob job = waiting.remove(follower.post());
            told.followers.add(job.jobId() + " " + job.article().contentHash());
            if (!follower.bulk()) {
                told.singles.add(job.jobId());
                saw("queued next");
            } else if (follower.backlogNumber() == null) {
                told.bulk.add(job.jobId());
                saw("queued next of a batch");
            } else {
                backlog.put(job.siteId() + "/" + follower.backlogNumber(), job.jobId());
                saw("held next of a batch");
            }
        }

        private void read(AudioEvent event, PlainModel.Expected told) {
            if (event instanceof AudioEvent.QuotaWarned warned) {
                told.warnings.add(warned.percent());
                saw("warned " + warned.percent());
            } else if (event instanceof AudioEvent.Deleted) {
                told.deleted.add(event.jobId());
            }
        }
    }

    private void saw(String outcome) {
        seen.merge(outcome, 1, Integer::sum);
    }

    private static String words(BatchEvent event) {
        if (event instanceof BatchEvent.ItemAdmitted item) {
            return item.index() + " " + item.outcome().name().toLowerCase(Locale.ROOT) + " " + item.jobId();
        }
        if (event instanceof BatchEvent.ItemRejected item) {
            return item.index() + " rejected " + item.code();
        }
        return event instanceof BatchEvent.Closed closed
                ? "closed " + closed.items() + " " + closed.complete()
                : "opened";
    }

    private static String outcome(Verdict verdict) {
        return verdict instanceof Verdict.Refused refused
                ? refused.reason().name()
                : verdict.getClass().getSimpleName();
    }
}
