package dev.voicgen.quota.admission;

import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.site.QuotaUsage;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteCommand.GenerateRequested;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.PostKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        /** Months since year 0; -1 where it counts towards no quota. */
        final long month;

        boolean started;
        End end = End.NONE;
        ReadyAudio audio;

        Job(long id, PostKey post, String hash, long month) {
            this.id = id;
            this.post = post;
            this.hash = hash;
            this.month = month;
        }
    }

    private final List<Job> jobs = new ArrayList<>();
    private final Map<Long, SiteSnapshot> sites = new HashMap<>();

    /** The verdict, where the command is a request. */
    Optional<Verdict> apply(SiteCommand command, LogPosition at) {
        if (command instanceof GenerateRequested request) {
            return Optional.of(judge(request, at));
        }
        if (command instanceof SiteCommand.SiteChanged changed) {
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
            });
        } else if (command instanceof SiteCommand.JobFailed failed) {
            open(failed.jobId()).ifPresent(job -> job.end = End.FAILED);
        }
        return Optional.empty();
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

    private Verdict judge(GenerateRequested request, LogPosition at) {
        Instant now = at.appendTime();
        RefusalReason refusal = refusal(request, now);
        if (refusal != null) {
            return new Verdict.Refused(request.requestId(), refusal, null);
        }
        Optional<Job> open = newest(request.post(), End.NONE);
        if (open.isPresent()) {
            return new Verdict.InProgress(request.requestId(), open.get().id, open.get().started);
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
        jobs.add(new Job(id, request.post(), request.article().contentHash(), month));
        return new Verdict.Queued(request.requestId(), id);
    }

    private RefusalReason refusal(GenerateRequested request, Instant now) {
        SiteSnapshot site = sites.get(request.siteId());
        if (site == null || site.key(request.keyHash()).isEmpty()) {
            return RefusalReason.INVALID_KEY;
        }
        Optional<RefusalReason> lapsed =
                site.refusalOf(site.key(request.keyHash()).get(), now);
        if (lapsed.isPresent()) {
            return lapsed.get();
        }
        return now.compareTo(request.admitBy()) > 0 ? RefusalReason.TOO_LATE : null;
    }

    private Optional<Job> open(long id) {
        return jobs.stream().filter(job -> job.id == id && job.end == End.NONE).findFirst();
    }

    private Optional<Job> newest(PostKey post, End end) {
        return jobs.stream()
                .filter(job -> job.post.equals(post) && job.end == end)
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
