package dev.voicgen.quota.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Content that changes while a job runs: the newest text that came with {@code regenerate} is made next, once. */
class NewestTextTest {

    private static final String FIRST = "aa";
    private static final String SECOND = "bb";
    private static final String THIRD = "cc";

    private SiteLog log;
    private long first;

    @BeforeEach
    void firstTextIsUnderWay() {
        log = SiteLog.underNewestRules(1);
        first = log.queue(SiteLog.generate("p").hash(FIRST));
    }

    @Test
    void repeatIsToldWhetherItsTextIsAnother() {
        assertThat(log.ask(SiteLog.generate("p").hash(FIRST))).isEqualTo(underWay(false, null));
        assertThat(log.ask(SiteLog.generate("p").hash(SECOND))).isEqualTo(underWay(true, null));
    }

    @Test
    void textToBeMadeAnewWaitsAndIsMadeWhenTheJobHasEnded() {
        long next = waiting(SECOND);

        List<Output> told = log.end(first, "p", true);

        assertThat(told).contains(queueNext());
        assertThat(log.post("p").inFlight(next)).get().extracting("contentHash").isEqualTo(SECOND);
        log.ready(next, "p");
        assertThat(log.post("p")).isEqualTo(new PostEntry.Ready(next, SECOND, SiteLog.AUDIO));
        assertThat(log.usage().used()).isEqualTo(1);
    }

    @Test
    void newerTextTakesThePlaceOfAnOlderOneAndItsJob() {
        long next = waiting(SECOND);

        List<Output> told = log.tell(regenerate(THIRD));

        assertThat(told).contains(new Output.Answer(underWay(true, next)));
        assertThat(told)
                .filteredOn(Output.HoldNext.class::isInstance)
                .extracting(held -> ((Output.HoldNext) held).job())
                .singleElement()
                .satisfies(job -> assertThat(job.jobId()).isEqualTo(next))
                .satisfies(job -> assertThat(job.article().contentHash()).isEqualTo(THIRD));
        assertThat(log.end(first, "p", true)).containsOnlyOnce(queueNext());
        assertThat(log.end(next, "p", true)).doesNotContain(queueNext());
    }

    @Test
    void textOfTheJobUnderWayIsNotMadeTwiceUnlessAnotherWaits() {
        assertThat(log.ask(regenerate(FIRST))).isEqualTo(underWay(false, null));

        long next = waiting(SECOND);

        assertThat(log.ask(regenerate(FIRST))).isEqualTo(underWay(false, next));
    }

    @Test
    void otherVoiceIsMadeAnewWithTheSameText() {
        Verdict verdict = log.ask(regenerate(FIRST).voice(2));

        assertThat(((Verdict.InProgress) verdict).nextJobId()).isNotNull();
    }

    @Test
    void repeatOfTheTextThatWaitsIsToldSo() {
        long next = waiting(SECOND);

        assertThat(log.ask(SiteLog.generate("p").hash(SECOND))).isEqualTo(underWay(true, next));
        assertThat(log.ask(SiteLog.generate("p").hash(FIRST))).isEqualTo(underWay(false, null));
    }

    @Test
    void whatWaitsTakesOverTheReservationOfAFirstJobThatFails() {
        long next = waiting(SECOND);

        log.failed(first, "p");

        assertThat(log.usage().reserved()).isEqualTo(1);
        assertThat(log.ask("another")).isInstanceOf(Verdict.Refused.class);
        log.failed(next, "p");
        assertThat(log.usage().reserved()).isZero();
        assertThat(log.ask("another")).isInstanceOf(Verdict.Queued.class);
    }

    @Test
    void audioStaysThroughFailedRegenerations() {
        log.ready(first, "p");
        long second = log.queue(regenerate(SECOND));
        long third = nextOf(log.ask(regenerate(THIRD)));

        log.failed(second, "p");
        log.failed(third, "p");

        assertThat(log.post("p")).isEqualTo(new PostEntry.Ready(first, FIRST, SiteLog.AUDIO));
        assertThat(log.usage().used()).isEqualTo(1);
        assertThat(log.usage().reserved()).isZero();
    }

    @Test
    void postCannotBeDeletedWhileATextWaits() {
        waiting(SECOND);
        log.ready(first, "p");

        assertThat(log.delete("p")).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void whatWasAcceptedIsMadeAlsoWhenItsKeyIsRevoked() {
        waiting(SECOND);
        log.site(SiteFixture.rotated(SiteFixture.active(SiteLog.SITE, 9, 1)));

        assertThat(log.end(first, "p", true)).contains(queueNext());
    }

    @Test
    void firstRulesAnswerWithTheJobUnderWayAlone() {
        SiteLog before = SiteLog.withLimit(1);
        long job = before.queue(SiteLog.generate("p").hash(FIRST));

        List<Output> told = before.tell(regenerate(SECOND));

        assertThat(told).containsExactly(new Output.Answer(new Verdict.InProgress("r-p", job, false)));
        assertThat(before.end(job, "p", true)).doesNotContain(queueNext());
    }

    private long waiting(String hash) {
        return nextOf(log.ask(regenerate(hash)));
    }

    private static long nextOf(Verdict verdict) {
        return ((Verdict.InProgress) verdict).nextJobId();
    }

    private Verdict underWay(boolean changed, Long next) {
        return new Verdict.InProgress("r-p", first, false, changed, next);
    }

    private static SiteLog.GenerateBuilder regenerate(String hash) {
        return SiteLog.generate("p").hash(hash).regenerate();
    }

    private static Output queueNext() {
        return new Output.QueueNext(new PostKey(SiteLog.SITE, new PostId("p"), Language.ENGLISH), false, null);
    }
}
