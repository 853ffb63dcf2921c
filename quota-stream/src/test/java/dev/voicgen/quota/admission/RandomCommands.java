package dev.voicgen.quota.admission;

import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a log can hold: a few sites and posts, so that commands meet; each producer's records in its order, producers
 * mixed; any record again later; snapshots out of order; time that mostly creeps, sometimes falls back, sometimes leaps
 * over the turn of a month.
 */
public final class RandomCommands {

    private static final List<String> LANGUAGES = List.of("en", "en", "en", "de");

    private static final List<Subscription.Status> STATUSES = List.of(
            Subscription.Status.ACTIVE,
            Subscription.Status.ACTIVE,
            Subscription.Status.TRIALING,
            Subscription.Status.TRIALING,
            Subscription.Status.INACTIVE);

    private final Random random;
    private final List<SiteCommand> written = new ArrayList<>();
    private final List<AdmittedJob> jobs = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-30T00:00:00Z");
    private long offset;
    private int requests;

    private record AdmittedJob(long siteId, long jobId, PostId post, Language language) {}

    public RandomCommands(long seed) {
        random = new Random(seed);
    }

    /** Where the next command stands. */
    public LogPosition nextPosition() {
        offset += 1 + random.nextInt(3);
        now = now.plus(step());
        return new LogPosition(5, offset, now);
    }

    /** The next command, to be appended at {@code at}. */
    public SiteCommand next(LogPosition at) {
        SiteCommand command = switch (random.nextInt(20)) {
            case 0 -> siteChange();
            case 1, 2 -> written.isEmpty() ? siteChange() : written.get(random.nextInt(written.size()));
            case 3, 4, 5, 6, 7, 8, 9 -> jobs.isEmpty() ? request(at) : report();
            default -> request(at);
        };
        written.add(command);
        return command;
    }

    /** Jobs that exist are reported on later. */
    public void queued(SiteCommand.GenerateRequested request, long jobId) {
        jobs.add(new AdmittedJob(
                request.siteId(),
                jobId,
                request.article().postId(),
                request.article().language()));
    }

    private Duration step() {
        return switch (random.nextInt(40)) {
            case 0 -> Duration.ofMillis(-random.nextInt(2_000));
            case 1 -> Duration.ofDays(random.nextInt(20));
            default -> Duration.ofMillis(random.nextInt(60_000));
        };
    }

    private SiteCommand siteChange() {
        Subscription.Status status = STATUSES.get(random.nextInt(STATUSES.size()));
        Subscription paid = new Subscription(status, now.plus(Duration.ofDays(random.nextInt(10))));
        Integer limit = random.nextInt(5) == 0 ? null : Integer.valueOf(random.nextInt(6));
        return new SiteCommand.SiteChanged(Sites.site(
                site(), offset - random.nextInt(10), random.nextInt(8) != 0, paid, random.nextInt(8) != 0, limit));
    }

    private SiteCommand request(LogPosition at) {
        requests++;
        Article article = new Article(
                new PostId("p" + random.nextInt(8)),
                new Language(LANGUAGES.get(random.nextInt(LANGUAGES.size()))),
                "Title",
                null,
                "Text.",
                String.format("%064x", random.nextInt(2)),
                1,
                null);
        int late = random.nextInt(15) == 0 ? 5_000 : -3_000;
        return new SiteCommand.GenerateRequested(
                "r" + requests,
                site(),
                random.nextInt(20) == 0 ? Sites.key(9) : random.nextBoolean() ? Sites.REST_KEY : Sites.PLUGIN_KEY,
                at.appendTime().minusMillis(late),
                random.nextInt(5) == 0,
                article,
                null);
    }

    private SiteCommand report() {
        // Recent jobs mostly: the others have ended and their reports are ignored.
        int back = Math.min(jobs.size(), random.nextInt(6) == 0 ? jobs.size() : 12);
        AdmittedJob job = jobs.get(jobs.size() - 1 - random.nextInt(back));
        return switch (random.nextInt(3)) {
            case 0 -> new SiteCommand.JobStarted(job.siteId, job.jobId, job.post, job.language);
            case 1 ->
                new SiteCommand.JobReady(
                        job.siteId,
                        job.jobId,
                        job.post,
                        job.language,
                        new ReadyAudio(random.nextInt(1_000) + ".mp3", 1 + random.nextInt(300)));
            default -> new SiteCommand.JobFailed(job.siteId, job.jobId, job.post, job.language, "engine");
        };
    }

    private long site() {
        return 1L + random.nextInt(3);
    }
}
