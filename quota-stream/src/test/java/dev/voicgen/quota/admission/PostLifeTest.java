package dev.voicgen.quota.admission;

import static dev.voicgen.quota.admission.SiteLog.AUDIO;
import static dev.voicgen.quota.admission.SiteLog.SITE;
import static dev.voicgen.quota.admission.SiteLog.generate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.UsageCount;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostLifeTest {

    private final SiteLog log = SiteLog.withLimit(null);

    @Test
    void newPostIsAnsweredQueuedAndTold() {
        Instant now = Instant.parse("2026-03-10T12:00:00Z");
        var request = (SiteCommand.GenerateRequested) generate("p").at(now);

        List<Output> outputs = log.append(request);

        long jobId = 2 * 1_024 + 3;
        assertThat(outputs)
                .containsExactly(
                        new Output.Answer(new Verdict.Queued("r-p", jobId, null)),
                        new Output.Job(new AudioJob(jobId, SITE, now, request.article())),
                        new Output.Event(new AudioEvent.Queued(
                                jobId, request.post(), now, "Title", "https://x.example/a", 1, "aa")),
                        new Output.Count(new UsageCount(SITE, log.month(), null, 0, 1, 2)));
    }

    @Test
    void repeatedRequestNamesTheJobUnderWay() {
        long job = log.queue("p");

        Verdict pending = log.ask("p");
        log.started(job, "p");
        Verdict generating = log.ask(generate("p").regenerate());

        assertThat(pending).isEqualTo(new Verdict.InProgress("r-p", job, false));
        assertThat(generating).isEqualTo(new Verdict.InProgress("r-p", job, true));
    }

    @Test
    void languagesOfOnePostAreIndependent() {
        long english = log.queue("p");

        long german = log.queue(generate("p").language("de"));

        assertThat(german).isNotEqualTo(english);
    }

    @Test
    void readyPostAnswersItsAudioAndWhetherTheTextChanged() {
        long job = log.queue("p");
        log.ready(job, "p");

        assertThat(log.ask("p")).isEqualTo(new Verdict.AlreadyReady("r-p", job, AUDIO, false));
        assertThat(log.ask(generate("p").hash("bb"))).isEqualTo(new Verdict.AlreadyReady("r-p", job, AUDIO, true));
    }

    @Test
    void regenerationIsANewJobAndReplacesTheAudio() {
        log.ready(log.queue("p"), "p");

        long second = log.queue(generate("p").regenerate().hash("bb"));
        log.append(
                new SiteCommand.JobReady(SITE, second, new PostId("p"), Language.ENGLISH, new ReadyAudio("b.mp3", 7)));

        assertThat(log.post("p")).isEqualTo(new PostEntry.Ready(second, "bb", new ReadyAudio("b.mp3", 7)));
    }

    @Test
    void failedRegenerationLeavesTheEarlierAudio() {
        long first = log.queue("p");
        log.ready(first, "p");

        log.failed(log.queue(generate("p").regenerate().hash("bb")), "p");

        assertThat(log.ask("p")).isEqualTo(new Verdict.AlreadyReady("r-p", first, AUDIO, false));
    }

    @Test
    void failedPostIsQueuedAgain() {
        long first = log.queue("p");
        log.failed(first, "p");

        long second = log.queue("p");

        assertThat(second).isGreaterThan(first);
    }

    @Test
    void reportsOfOtherOrEndedJobsChangeNothing() {
        long first = log.queue("p");
        log.failed(first, "p");
        log.ready(first, "p");
        log.started(first, "p");
        PostEntry afterEnd = log.post("p");
        long second = log.queue("p");
        log.failed(first, "p");
        log.ready(first, "p");
        log.started(first, "p");

        assertThat(afterEnd).isEqualTo(new PostEntry.Failed(first));
        assertThat(log.post("p"))
                .isEqualTo(new PostEntry.InFlight(second, false, "aa", null, log.month(), null, null, null));
    }

    @Test
    void reportOfAnUnknownPostChangesNothing() {
        log.ready(99, "p");

        assertThat(log.post("p")).isEqualTo(new PostEntry.Absent());
    }

    @Test
    void lateStartDoesNotReopenAReadyPost() {
        long job = log.queue("p");
        log.ready(job, "p");

        log.started(job, "p");

        assertThat(log.post("p")).isEqualTo(new PostEntry.Ready(job, "aa", AUDIO));
    }
}
