package dev.voicgen.quota.admission;

import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.site.BatchTally;
import dev.voicgen.contracts.site.QuotaUsage;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.KeyHash;
import dev.voicgen.contracts.value.PostKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Admission said once more, as plainly as it can be: it keeps every job there ever was and works everything out of them
 * each time. It shares no code with the ledger, which keeps totals and moves them.
 */
final class PlainModel {

    private enum End {
        NONE,
        READY,
        FAILED
    }

    private static final class Job {
        final long id;
        final PostKey post;
        final String hash;
        /** Null where the first rules queued it. */
        final Long voice;
        /** Months since year 0; -1 where it counts towards no quota. */
        final long month;
        /** Of a batch. */
        final boolean bulk;

        /** To the workers. */
        boolean given;

        boolean started;
        boolean deleted;
        End end = End.NONE;
        ReadyAudio audio;

        Job(long id, PostKey post, String hash, Long voice, long month, boolean bulk) {
            this.id = id;
            this.post = post;
            this.hash = hash;
            this.voice = voice;
            this.month = month;
            this.bulk = bulk;
            this.given = !bulk;
        }
    }

    /** Waits for the end of its post's job. */
    private static final class Waiting {
        long id;
        String hash;
        long voice;
        boolean bulk;
    }

    private static final class Batch {
        String digest;
        final List<String> outcomes = new ArrayList<>();
        boolean known;
        boolean open;
        boolean complete;
    }

    /** What one command leads to; batch events are in words, jobs are named by their ids. */
    static final class Expected {
        final List<Verdict> verdicts = new ArrayList<>();
        final List<String> batchEvents = new ArrayList<>();
        final List<Long> singles = new ArrayList<>();
        final List<Long> bulk = new ArrayList<>();
        final List<Long> deleted = new ArrayList<>();
        final List<Integer> warnings = new ArrayList<>();
        /** Jobs that had waited for another's end, with the text that they make. */
        final List<String> followers = new ArrayList<>();

        List<List<?>> all() {
            return List.of(verdicts, batchEvents, singles, bulk, deleted, warnings, followers);
        }
    }

    private final List<Job> jobs = new ArrayList<>();
    private final Map<PostKey, Waiting> waiting = new HashMap<>();
    private final Map<Long, SiteSnapshot> sites = new HashMap<>();
    private final Set<Long> underNewestRules = new HashSet<>();
    private final Map<String, Batch> batches = new HashMap<>();
    private final Set<String> warned = new HashSet<>();

    Expected apply(SiteCommand command, LogPosition at) {
        Expected expected = new Expected();
        if (command instanceof SiteCommand.GenerateRequested request && request.item() == null) {
            expected.verdicts.add(judge(request, at, expected));
        } else if (command instanceof SiteCommand.GenerateRequested request) {
            item(request, at, expected);
        } else if (command instanceof SiteCommand.BatchOpened opened) {
            open(opened, at, expected);
        } else if (command instanceof SiteCommand.BatchItemRefused refused) {
            Batch batch = batch(refused.siteId(), refused.item().batchId());
            note(batch, refused.item().index(), "rejected " + refused.code(), expected);
        } else if (command instanceof SiteCommand.BatchClosed closed) {
            close(closed, expected);
        } else if (command instanceof SiteCommand.DeleteRequested request) {
            expected.verdicts.add(delete(request, at, expected));
        } else if (command instanceof SiteCommand.UsageAsked asked) {
            RefusalReason refusal = refusal(asked.siteId(), asked.keyHash(), asked.admitBy(), at.appendTime());
            expected.verdicts.add(
                    refusal != null
                            ? new Verdict.Refused(asked.requestId(), refusal, null)
                            : new Verdict.Usage(asked.requestId(), usage(asked.siteId(), at.appendTime())));
        } else if (command instanceof SiteCommand.SiteChanged changed) {
            sites.merge(
                    changed.siteId(),
                    changed.site(),
                    (known, newer) -> known.version() >= newer.version() ? known : newer);
        } else if (command instanceof SiteCommand.JobStarted started) {
            open(started.jobId()).ifPresent(job -> job.started = true);
        } else if (command instanceof SiteCommand.JobReady ready) {
            open(ready.jobId()).ifPresent(job -> {
                job.end = End.READY;
                job.audio = ready.audio();
                follow(job, expected);
            });
        } else if (command instanceof SiteCommand.JobFailed failed) {
            open(failed.jobId()).ifPresent(job -> {
                job.end = End.FAILED;
                follow(job, expected);
            });
        } else if (command instanceof SiteCommand.RulesAdopted adopted
                && adopted.version() == 2
                && knows(adopted.siteId())) {
            underNewestRules.add(adopted.siteId());
        }
        giveOut(command.siteId(), expected);
        return expected;
    }

    /** The newest text that waited is made now; it counts where the post has no audio yet. */
    private void follow(Job ended, Expected expected) {
        Waiting next = waiting.remove(ended.post);
        if (next == null) {
            return;
        }
        long month = newest(ended.post, End.READY).isPresent() ? -1 : ended.month;
        jobs.add(new Job(next.id, ended.post, next.hash, next.voice, month, next.bulk));
        expected.followers.add(next.id + " " + next.hash);
        if (!next.bulk) {
            expected.singles.add(next.id);
        }
    }

    private Verdict besides(Job running, SiteCommand.GenerateRequested request, LogPosition at) {
        if (!underNewestRules.contains(request.siteId())) {
            return new Verdict.InProgress(request.requestId(), running.id, running.started);
        }
        String hash = request.article().contentHash();
        long voice = request.article().voiceId();
        Waiting next = waiting.get(running.post);
        boolean isBeingMade =
                next == null && running.hash.equals(hash) && Long.valueOf(voice).equals(running.voice);
        if (request.regenerate() && !isBeingMade) {
            if (next == null) {
                next = new Waiting();
                next.id = at.offset() * 1024 + at.partition();
                next.bulk = true;
                waiting.put(running.post, next);
            }
            next.hash = hash;
            next.voice = voice;
            next.bulk &= request.item() != null;
        }
        Long makesIt = next != null && next.hash.equals(hash) ? next.id : null;
        return new Verdict.InProgress(
                request.requestId(), running.id, running.started, !running.hash.equals(hash), makesIt);
    }

    private Batch batch(long siteId, String batchId) {
        return batches.computeIfAbsent(siteId + "/" + batchId, unknown -> new Batch());
    }

    private void open(SiteCommand.BatchOpened opened, LogPosition at, Expected expected) {
        Batch batch = batch(opened.siteId(), opened.batchId());
        boolean mayComeIn = refusal(opened.siteId(), opened.keyHash(), Instant.MAX, at.appendTime()) == null;
        if (!batch.open && !batch.complete && mayComeIn) {
            batch.open = true;
            batch.known = true;
            expected.batchEvents.add("opened");
        }
    }

    private void item(SiteCommand.GenerateRequested request, LogPosition at, Expected expected) {
        Batch batch = batch(request.siteId(), request.item().batchId());
        if (!batch.open || request.item().index() != batch.outcomes.size()) {
            return;
        }
        Verdict verdict = judge(request, at, expected);
        String outcome;
        if (verdict instanceof Verdict.Queued queued) {
            outcome = "queued " + queued.jobId();
        } else if (verdict instanceof Verdict.InProgress inProgress) {
            Long next = inProgress.nextJobId();
            boolean isNew = next != null && next == at.offset() * 1024 + at.partition();
            outcome = (isNew ? "queued " : "in_progress ") + (next == null ? inProgress.jobId() : next);
        } else if (verdict instanceof Verdict.AlreadyReady ready) {
            outcome = "ready " + ready.jobId();
        } else {
            outcome = "rejected " + ((Verdict.Refused) verdict).reason().name().toLowerCase(Locale.ROOT);
        }
        note(batch, request.item().index(), outcome, expected);
    }

    private static void note(Batch batch, int index, String outcome, Expected expected) {
        if (batch.open && index == batch.outcomes.size()) {
            batch.outcomes.add(outcome);
            expected.batchEvents.add(index + " " + outcome);
        }
    }

    private void close(SiteCommand.BatchClosed closed, Expected expected) {
        Batch batch = batch(closed.siteId(), closed.batchId());
        if (!batch.known) {
            expected.verdicts.add(new Verdict.Refused(closed.requestId(), RefusalReason.NOT_FOUND, null));
            return;
        }
        int items = batch.outcomes.size();
        boolean complete = batch.complete || (closed.complete() && closed.items() <= items);
        if (batch.open || complete != batch.complete) {
            expected.batchEvents.add("closed " + items + " " + complete);
        }
        if (complete && !batch.complete && underNewestRules.contains(closed.siteId())) {
            batch.digest = closed.digest();
        }
        batch.open = false;
        batch.complete = complete;
        expected.verdicts.add(new Verdict.BatchCounted(
                closed.requestId(),
                new BatchTally(
                        outcomes(batch, "queued"),
                        outcomes(batch, "in_progress"),
                        outcomes(batch, "ready"),
                        outcomes(batch, "rejected")),
                batch.digest));
    }

    private static int outcomes(Batch batch, String kind) {
        return (int) batch.outcomes.stream()
                .filter(outcome -> outcome.startsWith(kind + " "))
                .count();
    }

    /** Of a site's bulk jobs eight are with the workers as long as there are as many, the oldest first. */
    private void giveOut(long siteId, Expected expected) {
        List<Job> bulk = jobs.stream()
                .filter(job -> job.post.siteId() == siteId && job.bulk && job.end == End.NONE)
                .limit(8)
                .toList();
        for (Job job : bulk) {
            if (!job.given) {
                job.given = true;
                expected.bulk.add(job.id);
            }
        }
    }

    private Verdict delete(SiteCommand.DeleteRequested request, LogPosition at, Expected expected) {
        PostKey post = new PostKey(request.siteId(), request.postId(), request.language());
        RefusalReason refusal = refusal(request.siteId(), request.keyHash(), request.admitBy(), at.appendTime());
        if (refusal == null && newest(post, End.NONE).isPresent()) {
            refusal = RefusalReason.IN_PROGRESS;
        }
        Optional<Job> ended = newest(post, End.READY).or(() -> newest(post, End.FAILED));
        if (refusal == null && ended.isEmpty()) {
            refusal = RefusalReason.NOT_FOUND;
        }
        if (refusal != null) {
            return new Verdict.Refused(request.requestId(), refusal, null);
        }
        jobs.stream().filter(job -> job.post.equals(post)).forEach(job -> job.deleted = true);
        expected.deleted.add(ended.get().id);
        return new Verdict.Deleted(request.requestId(), ended.get().id);
    }

    int settled(long siteId, YearMonth month) {
        return count(siteId, month.getYear() * 12L + month.getMonthValue() - 1, End.READY);
    }

    int reserved(long siteId, YearMonth month) {
        return count(siteId, month.getYear() * 12L + month.getMonthValue() - 1, End.NONE);
    }

    QuotaUsage usage(long siteId, Instant now) {
        long month = monthAt(siteId, now);
        SiteSnapshot site = sites.get(siteId);
        Integer limit = site.monthlyPosts() == null ? site.plan().monthlyPosts() : site.monthlyPosts();
        LocalDate nextMonth = LocalDate.of((int) ((month + 1) / 12), (int) ((month + 1) % 12) + 1, 1);
        return new QuotaUsage(
                limit,
                count(siteId, month, End.READY),
                count(siteId, month, End.NONE),
                nextMonth.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    boolean knows(long siteId) {
        return sites.containsKey(siteId);
    }

    private Verdict judge(SiteCommand.GenerateRequested request, LogPosition at, Expected expected) {
        Instant now = at.appendTime();
        RefusalReason refusal = refusal(request.siteId(), request.keyHash(), request.admitBy(), now);
        if (refusal != null) {
            return new Verdict.Refused(request.requestId(), refusal, null);
        }
        Optional<Job> open = newest(request.post(), End.NONE);
        if (open.isPresent()) {
            return besides(open.get(), request, at);
        }
        Optional<Job> ready = newest(request.post(), End.READY);
        if (ready.isPresent() && !request.regenerate()) {
            boolean changed = !ready.get().hash.equals(request.article().contentHash());
            return new Verdict.AlreadyReady(request.requestId(), ready.get().id, ready.get().audio, changed);
        }
        boolean counts = ready.isEmpty() && request.article().language().code().equals("en");
        QuotaUsage usage = usage(request.siteId(), now);
        if (counts && usage.limit() != null && usage.used() + usage.reserved() >= usage.limit()) {
            return new Verdict.Refused(request.requestId(), RefusalReason.QUOTA_EXCEEDED, usage);
        }
        long id = at.offset() * 1024 + at.partition();
        long month = counts ? monthAt(request.siteId(), now) : -1;
        boolean bulk = request.item() != null;
        boolean newestRules = underNewestRules.contains(request.siteId());
        Long voice = newestRules ? request.article().voiceId() : null;
        jobs.add(new Job(id, request.post(), request.article().contentHash(), voice, month, bulk));
        if (!bulk) {
            expected.singles.add(id);
        }
        if (counts) {
            warn(request.siteId(), month, usage(request.siteId(), now), expected);
        }
        return new Verdict.Queued(request.requestId(), id, newestRules ? now : null);
    }

    private void warn(long siteId, long month, QuotaUsage usage, Expected expected) {
        for (int percent : new int[] {80, 100}) {
            boolean reached = usage.limit() != null
                    && usage.used() + usage.reserved() >= Math.ceil(usage.limit() * percent / 100.0);
            if (reached && warned.add(siteId + " " + month + " " + percent)) {
                expected.warnings.add(percent);
            }
        }
    }

    private RefusalReason refusal(long siteId, KeyHash key, Instant admitBy, Instant now) {
        SiteSnapshot site = sites.get(siteId);
        if (site == null || site.key(key).isEmpty()) {
            return RefusalReason.INVALID_KEY;
        }
        Optional<RefusalReason> lapsed = site.refusalOf(site.key(key).get(), now);
        if (lapsed.isPresent()) {
            return lapsed.get();
        }
        return now.compareTo(admitBy) > 0 ? RefusalReason.TOO_LATE : null;
    }

    private Optional<Job> open(long id) {
        return jobs.stream()
                .filter(job -> job.id == id && job.end == End.NONE && job.given)
                .findFirst();
    }

    private Optional<Job> newest(PostKey post, End end) {
        return jobs.stream()
                .filter(job -> job.post.equals(post) && job.end == end && !job.deleted)
                .max(Comparator.comparingLong(job -> job.id));
    }

    private int count(long siteId, long month, End end) {
        return (int) jobs.stream()
                .filter(job -> job.post.siteId() == siteId && job.month == month && job.end == end)
                .count();
    }

    private long monthAt(long siteId, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return jobs.stream()
                .filter(job -> job.post.siteId() == siteId)
                .mapToLong(job -> job.month)
                .reduce(today.getYear() * 12L + today.getMonthValue() - 1, Math::max);
    }
}
