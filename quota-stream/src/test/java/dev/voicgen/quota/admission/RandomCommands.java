package dev.voicgen.quota.admission;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.batch.BatchEvent;
import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.site.ArticleText;
import dev.voicgen.contracts.site.BatchItem;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.value.KeyHash;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    /** Every other log has large batches. */
    private final boolean isBulk;
    /** Some logs keep the first rules to their end. */
    private final boolean adopts;
    /** In half of the logs few posts are sent again and again, to be made anew. */
    private final boolean isEdited;

    private final List<SiteCommand> written = new ArrayList<>();
    private final List<AdmittedJob> jobs = new ArrayList<>();
    private final Map<String, Integer> decidedItems = new HashMap<>();
    private Instant now = Instant.parse("2026-01-30T00:00:00Z");
    private long offset;
    private int requests;

    private record AdmittedJob(long siteId, long jobId, PostId post, Language language) {}

    public RandomCommands(long seed) {
        random = new Random(seed);
        isBulk = seed % 2 != 0;
        adopts = seed % 5 != 0;
        isEdited = seed % 4 >= 2;
    }

    /** Where the next command stands. */
    public LogPosition nextPosition() {
        offset += 1 + random.nextInt(3);
        now = now.plus(step());
        return new LogPosition(5, offset, now);
    }

    /** The next command, to be appended at {@code at}. */
    public SiteCommand next(LogPosition at) {
        SiteCommand command = switch (written.size() < 3 ? 0 : random.nextInt(30)) {
            case 0 -> siteChange();
            case 1, 2 -> written.isEmpty() ? siteChange() : written.get(random.nextInt(written.size()));
            case 3, 4, 5 -> isBulk ? item(at) : report(at);
            case 6, 7, 8, 9 -> report(at);
            case 10, 11 -> deletion(at);
            case 12 ->
                new SiteCommand.UsageAsked(
                        requestId(), site(), key(), at.appendTime().minusMillis(late()));
            case 13 -> new SiteCommand.BatchOpened(site(), batch(), key(), null);
            case 14 ->
                adopts && (isEdited || random.nextInt(2) == 0)
                        ? new SiteCommand.RulesAdopted(site(), 1 + random.nextInt(2))
                        : new SiteCommand.BatchOpened(site(), batch(), key(), null);
            case 15 -> closing();
            case 16, 17, 18, 19, 20, 21 -> item(at);
            default -> isBulk && random.nextInt(3) != 0 ? item(at) : request(at);
        };
        written.add(command);
        return command;
    }

    /** What follows from the last command shapes those to come: jobs are reported on, also while they wait for another's end. */
    public void follow(Output output) {
        if (output instanceof Output.Event told && told.event() instanceof AudioEvent.Queued queued) {
            queued(queued.post(), queued.jobId());
        } else if (output instanceof Output.HoldNext held) {
            queued(held.job().post(), held.job().jobId());
        } else if (output instanceof Output.Batch told) {
            decided(told.event());
        }
    }

    private void queued(PostKey post, long jobId) {
        jobs.add(new AdmittedJob(post.siteId(), jobId, post.postId(), post.language()));
    }

    /** An upload goes on behind the last item decided on. */
    private void decided(BatchEvent event) {
        if (event instanceof BatchEvent.ItemAdmitted item) {
            decidedItems.put(item.siteId() + item.batchId(), item.index() + 1);
        } else if (event instanceof BatchEvent.ItemRejected item) {
            decidedItems.put(item.siteId() + item.batchId(), item.index() + 1);
        }
    }

    private Duration step() {
        return switch (random.nextInt(40)) {
            case 0 -> Duration.ofMillis(-random.nextInt(2_000));
            case 1 -> Duration.ofDays(random.nextInt(20));
            default -> Duration.ofMillis(random.nextInt(60_000));
        };
    }

    private SiteCommand siteChange() {
        Subscription.Status status = STATUSES.get(random.nextInt(isBulk ? 3 : STATUSES.size()));
        Subscription paid = new Subscription(status, now.plus(Duration.ofDays(random.nextInt(10))));
        Integer limit = random.nextInt(4) == 0 ? null : Integer.valueOf(random.nextInt(isBulk ? 40 : 8));
        SiteSnapshot site = SiteFixture.site(
                site(), offset - random.nextInt(10), random.nextInt(10) != 0, paid, random.nextInt(8) != 0, limit);
        return new SiteCommand.SiteChanged(random.nextInt(6) == 0 ? SiteFixture.rotated(site) : site);
    }

    private SiteCommand deletion(LogPosition at) {
        return new SiteCommand.DeleteRequested(
                requestId(), site(), key(), at.appendTime().minusMillis(late()), post(8), language());
    }

    /** The next item mostly; else one that has been there, or one before which something was lost. */
    private SiteCommand item(LogPosition at) {
        long site = site();
        String batch = batch();
        int next = decidedItems.getOrDefault(site + batch, 0);
        BatchItem item = new BatchItem(batch, random.nextInt(8) == 0 ? random.nextInt(next + 2) : next);
        return random.nextInt(10) == 0
                ? new SiteCommand.BatchItemRefused(site, item, null, "validation_failed", "Too short.")
                : request(at, site, post(40), item);
    }

    private SiteCommand closing() {
        long site = site();
        String batch = batch();
        int items = decidedItems.getOrDefault(site + batch, 0) + random.nextInt(2);
        // Mostly the client hung up: a batch that is complete takes no more items.
        return new SiteCommand.BatchClosed(requestId(), site, batch, items, random.nextInt(4) == 0, hash());
    }

    private SiteCommand request(LogPosition at) {
        return request(at, site(), post(8), null);
    }

    private SiteCommand request(LogPosition at, long site, PostId post, BatchItem item) {
        Article article = new Article(
                post, language(), "Title", null, ArticleText.of("Text."), hash(), 1 + random.nextInt(4) / 3, null);
        return new SiteCommand.GenerateRequested(
                requestId(),
                site,
                key(),
                at.appendTime().minusMillis(late()),
                random.nextInt(isEdited ? 2 : 5) == 0,
                article,
                item);
    }

    private String hash() {
        return String.format("%064x", random.nextInt(3));
    }

    private String requestId() {
        requests++;
        return "r" + requests;
    }

    private KeyHash key() {
        return random.nextInt(20) == 0
                ? SiteFixture.key(9)
                : random.nextBoolean() ? SiteFixture.REST_KEY : SiteFixture.PLUGIN_KEY;
    }

    private int late() {
        return random.nextInt(15) == 0 ? 5_000 : -3_000;
    }

    private PostId post(int of) {
        return new PostId("p" + random.nextInt(isEdited ? of / 3 : of));
    }

    private Language language() {
        return new Language(LANGUAGES.get(random.nextInt(LANGUAGES.size())));
    }

    private String batch() {
        return "b" + (offset / 200) + random.nextInt(2);
    }

    private SiteCommand report(LogPosition at) {
        if (jobs.isEmpty()) {
            return request(at);
        }
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
        return isBulk && random.nextInt(4) != 0 ? 1 : 1L + random.nextInt(3);
    }
}
