package dev.voicgen.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.quota.admission.CommandFixture;
import dev.voicgen.quota.admission.InMemoryLedger;
import dev.voicgen.quota.admission.LogPosition;
import dev.voicgen.quota.admission.Output;
import dev.voicgen.quota.admission.SiteFixture;
import dev.voicgen.quota.audit.AuditFindings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Sites of one test that submit more posts than they may, each post twice, and what must be true of the answers whatever
 * happened meanwhile.
 */
final class Submissions {

    private static final int SITES = 6;
    private static final int LIMIT = 20;
    private static final int POSTS = 30;
    private static final Duration DEADLINE = Duration.ofSeconds(90);

    private final SiteLogClient client;
    private final Set<Long> siteIds = new HashSet<>();
    private final List<SiteCommand.GenerateRequested> requests = new ArrayList<>();
    private final List<CompletableFuture<?>> appended = new ArrayList<>();
    private int sent;

    /** The sites' ids begin at {@code firstSiteId}; the broker is shared with other tests. */
    Submissions(SiteLogClient client, long firstSiteId) {
        this.client = client;
        for (long siteId = firstSiteId; siteId < firstSiteId + SITES; siteId++) {
            siteIds.add(siteId);
            for (int post = 0; post < 2 * POSTS; post++) {
                requests.add(request(siteId, "p" + post / 2));
            }
        }
        Collections.shuffle(requests, new Random(firstSiteId));
        siteIds.forEach(
                id -> appended.add(client.append(new SiteCommand.SiteChanged(SiteFixture.active(id, 1, LIMIT)))));
    }

    /** Appends the next {@code share} of all requests. */
    void send(double share) {
        int until = (int) Math.min(requests.size(), sent + Math.ceil(share * requests.size()));
        while (sent < until) {
            appended.add(client.append(requests.get(sent)));
            sent++;
        }
        CompletableFuture.allOf(appended.toArray(CompletableFuture[]::new)).join();
    }

    /** Waits until what was sent is answered and committed. */
    void awaitAnswers() {
        await().atMost(DEADLINE)
                .pollInterval(Duration.ofMillis(500))
                .until(() ->
                        verdicts(client.committed(Topics.ADMISSION_VERDICTS)).size() == sent);
    }

    /** Every site got exactly its limit, with one job and one answer for each; early readers were told nothing else. */
    void assertExact() {
        Map<String, Verdict> answers = verdicts(client.committed(Topics.ADMISSION_VERDICTS));
        List<AudioJob> jobs = client.committed(Topics.AUDIO_JOBS).stream()
                .map(SiteLogClient.Entry::value)
                .filter(job -> siteIds.contains(job.siteId()))
                .toList();
        assertThat(jobs).hasSize(SITES * LIMIT);
        assertThat(jobs).extracting(AudioJob::post).doesNotHaveDuplicates();
        assertThat(jobs).extracting(AudioJob::jobId).doesNotHaveDuplicates();
        assertThat(answers).hasSize(requests.size()).isEqualTo(foldOfTheLog());
        assertThat(client.uncommitted(Topics.ADMISSION_VERDICTS).stream().filter(this::isOurs))
                .allSatisfy(early -> assertThat(early.value()).isEqualTo(answers.get(early.key())));
        AuditFindings audit = client.audit();
        assertThat(audit.exitCode()).as(audit.text()).isZero();
    }

    /** How many answers were said more than once, because a transaction was aborted. */
    long repeatedAnswers() {
        return client.uncommitted(Topics.ADMISSION_VERDICTS).stream()
                        .filter(this::isOurs)
                        .count()
                - sent;
    }

    private Map<String, Verdict> verdicts(List<SiteLogClient.Entry<Verdict>> entries) {
        Map<String, Verdict> verdicts = new HashMap<>();
        entries.stream().filter(this::isOurs).forEach(entry -> {
            Verdict before = verdicts.put(entry.key(), entry.value());
            assertThat(before).as("a second committed answer").isNull();
        });
        return verdicts;
    }

    private boolean isOurs(SiteLogClient.Entry<Verdict> entry) {
        return requests.stream().anyMatch(request -> request.requestId().equals(entry.key()));
    }

    /** What anybody makes of the log who reads it from the beginning. */
    private Map<String, Verdict> foldOfTheLog() {
        InMemoryLedger ledger = new InMemoryLedger();
        Map<String, Verdict> verdicts = new HashMap<>();
        for (SiteLogClient.Entry<SiteCommand> entry : client.committed(Topics.SITE_COMMANDS)) {
            LogPosition at =
                    new LogPosition(entry.partition(), entry.offset(), Instant.ofEpochMilli(entry.timestamp()));
            for (Output output : ledger.apply(entry.value(), at)) {
                if (output instanceof Output.Answer answer
                        && siteIds.contains(entry.value().siteId())) {
                    verdicts.put(answer.verdict().requestId(), answer.verdict());
                }
            }
        }
        return verdicts;
    }

    private static SiteCommand.GenerateRequested request(long siteId, String post) {
        // No client waits here: nothing is to be a ghost, however long the sites are moved about.
        Instant patient = Instant.now().plus(Duration.ofHours(1));
        return CommandFixture.generate(UUID.randomUUID().toString(), siteId, post, patient);
    }
}
