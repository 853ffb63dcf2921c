package dev.voicgen.quota.admission;

import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.Verdict;
import java.time.YearMonth;
import java.util.Objects;
import java.util.Optional;

/** The state of one post of one site in one language. Every legal transition is a method; there are no others. */
public sealed interface PostEntry {

    /** The answer to {@code request} without a new job; empty where the request needs one. */
    Optional<Verdict> answerTo(SiteCommand.GenerateRequested request);

    /** The answer to a deletion: whether the audio, or the failure, can be removed. */
    Verdict answerTo(SiteCommand.DeleteRequested request);

    /** The job {@code jobId}, if it is this post's and has not ended. Reports about any other job change nothing. */
    default Optional<InFlight> inFlight(long jobId) {
        return Optional.empty();
    }

    /** The audio to serve until, or unless, a newer job succeeds. */
    default Optional<Ready> playable() {
        return Optional.empty();
    }

    /** A newly queued job; all but the first two may be null, see {@link InFlight}. */
    default InFlight queue(long jobId, String contentHash, Long voiceId, YearMonth reservedIn, Long bulkNumber) {
        return new InFlight(
                jobId, false, contentHash, voiceId, reservedIn, playable().orElse(null), bulkNumber, null);
    }

    /** The post was never requested, or was deleted. */
    record Absent() implements PostEntry {
        @Override
        public Optional<Verdict> answerTo(SiteCommand.GenerateRequested request) {
            return Optional.empty();
        }

        @Override
        public Verdict answerTo(SiteCommand.DeleteRequested request) {
            return new Verdict.Refused(request.requestId(), RefusalReason.NOT_FOUND, null);
        }
    }

    /**
     * A job is in progress: pending, and generating once {@code started}.
     *
     * @param voiceId null where rules of version 1 queued it
     * @param reservedIn the month whose quota it has reserved one post of; null: it counts towards none
     * @param earlier the audio that it is to replace; null: there is none
     * @param bulkNumber its number among the site's bulk jobs; null: it was submitted singly
     * @param next waits until this job has ended; null: nothing does
     */
    record InFlight(
            long jobId,
            boolean started,
            String contentHash,
            Long voiceId,
            YearMonth reservedIn,
            Ready earlier,
            Long bulkNumber,
            Next next)
            implements PostEntry {

        /**
         * The newest text that waits to be made. It is held as a job beside this entry.
         *
         * @param jobId of the request that waited first. It stays when a newer text takes the place, because items of batches
         *     may refer to it.
         * @param bulk whether only batches have asked for it
         */
        public record Next(long jobId, String contentHash, long voiceId, boolean bulk) {

            /** It is queued now; all of these may be null, see {@link InFlight}. */
            InFlight queued(YearMonth reservedIn, Ready earlier, Long bulkNumber) {
                return new InFlight(jobId, false, contentHash, voiceId, reservedIn, earlier, bulkNumber, null);
            }
        }

        @Override
        public Optional<Verdict> answerTo(SiteCommand.GenerateRequested request) {
            return Optional.of(new Verdict.InProgress(request.requestId(), jobId, started));
        }

        @Override
        public Verdict answerTo(SiteCommand.DeleteRequested request) {
            return new Verdict.Refused(request.requestId(), RefusalReason.IN_PROGRESS, null);
        }

        @Override
        public Optional<InFlight> inFlight(long reportedJobId) {
            return reportedJobId == jobId ? Optional.of(this) : Optional.empty();
        }

        @Override
        public Optional<Ready> playable() {
            return Optional.ofNullable(earlier);
        }

        /** Under rules that let a newer text wait. */
        Verdict answerAndCompare(SiteCommand.GenerateRequested request) {
            String asked = request.article().contentHash();
            Long waiting = next != null && next.contentHash.equals(asked) ? next.jobId : null;
            return new Verdict.InProgress(request.requestId(), jobId, started, !contentHash.equals(asked), waiting);
        }

        /** Whether this job is the last there will be, and makes just that. */
        boolean endsWith(Article article) {
            return next == null
                    && contentHash.equals(article.contentHash())
                    && Objects.equals(voiceId, article.voiceId());
        }

        /**
         * Has {@code article} made next, in place of what waited for that.
         *
         * @param newJobId of the request, for the first one that waits
         * @param bulk whether a batch asks for it
         */
        InFlight thenMaking(Article article, long newJobId, boolean bulk) {
            Next newest = new Next(
                    next == null ? newJobId : next.jobId,
                    article.contentHash(),
                    article.voiceId(),
                    bulk && (next == null || next.bulk));
            return new InFlight(jobId, started, contentHash, voiceId, reservedIn, earlier, bulkNumber, newest);
        }

        /** The month of its reservation; empty where it holds none. */
        Optional<YearMonth> reservation() {
            return Optional.ofNullable(reservedIn);
        }

        boolean isBulk() {
            return bulkNumber != null;
        }

        PostEntry start() {
            return new InFlight(jobId, true, contentHash, voiceId, reservedIn, earlier, bulkNumber, next);
        }

        /**
         * Its audio is there. Legal from pending too: started and ready are reported separately and the first may come last.
         *
         * @param nextNumber among the site's bulk jobs of what waits; null: nothing does, or not for a batch
         */
        PostEntry finish(ReadyAudio audio, Long nextNumber) {
            Ready made = new Ready(jobId, contentHash, audio);
            return next == null ? made : next.queued(null, made, nextNumber);
        }

        /**
         * It has ended without audio. A failed regeneration leaves what was there: readers have been listening to it all the
         * time. What waits takes over the reservation.
         *
         * @param nextNumber as in {@link #finish}
         */
        PostEntry fail(Long nextNumber) {
            if (next != null) {
                return next.queued(reservedIn, earlier, nextNumber);
            }
            return earlier == null ? new Failed(jobId) : earlier;
        }
    }

    /** Its audio can be played; {@code contentHash} is of the text it was made from. */
    record Ready(long jobId, String contentHash, ReadyAudio audio) implements PostEntry {

        @Override
        public Optional<Verdict> answerTo(SiteCommand.GenerateRequested request) {
            if (request.regenerate()) {
                return Optional.empty();
            }
            boolean changed = !contentHash.equals(request.article().contentHash());
            return Optional.of(new Verdict.AlreadyReady(request.requestId(), jobId, audio, changed));
        }

        @Override
        public Verdict answerTo(SiteCommand.DeleteRequested request) {
            return new Verdict.Deleted(request.requestId(), jobId);
        }

        @Override
        public Optional<Ready> playable() {
            return Optional.of(this);
        }
    }

    /** Its job ended and it has never had an audio. The next request is a new post. */
    record Failed(long jobId) implements PostEntry {
        @Override
        public Optional<Verdict> answerTo(SiteCommand.GenerateRequested request) {
            return Optional.empty();
        }

        @Override
        public Verdict answerTo(SiteCommand.DeleteRequested request) {
            return new Verdict.Deleted(request.requestId(), jobId);
        }
    }
}
