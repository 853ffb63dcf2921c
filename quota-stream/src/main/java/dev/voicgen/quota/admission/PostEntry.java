package dev.voicgen.quota.admission;

import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.site.RefusalReason;
import dev.voicgen.contracts.site.SiteCommand.DeleteRequested;
import dev.voicgen.contracts.site.SiteCommand.GenerateRequested;
import dev.voicgen.contracts.site.Verdict;
import java.time.YearMonth;
import java.util.Optional;

/** How far one post of one site in one language has come. The transitions that are legal are methods; there are no others. */
public sealed interface PostEntry {

    /** What {@code request} is answered without a new job; empty where it needs one. */
    Optional<Verdict> answerTo(GenerateRequested request);

    /** Whether its audio, or its failure, can be forgotten. */
    Verdict answerTo(DeleteRequested request);

    /** The job {@code jobId}, if it is this post's and has not ended. Reports about any other job change nothing. */
    default Optional<InFlight> inFlight(long jobId) {
        return Optional.empty();
    }

    /** The audio that is played while, or should, a newer job not bring one. */
    default Optional<Ready> playable() {
        return Optional.empty();
    }

    /** A newly queued job, where both {@code reservedIn} and {@code bulkNumber} may be null, see {@link InFlight}. */
    default InFlight queue(long jobId, String contentHash, YearMonth reservedIn, Long bulkNumber) {
        return new InFlight(jobId, false, contentHash, reservedIn, playable().orElse(null), bulkNumber);
    }

    /** Nobody has asked for it yet, or it has been deleted. */
    record Absent() implements PostEntry {
        @Override
        public Optional<Verdict> answerTo(GenerateRequested request) {
            return Optional.empty();
        }

        @Override
        public Verdict answerTo(DeleteRequested request) {
            return new Verdict.Refused(request.requestId(), RefusalReason.NOT_FOUND, null);
        }
    }

    /**
     * A job is under way: pending, and generating once {@code started}.
     *
     * @param reservedIn the month whose quota it has reserved one post of; null: it counts towards none
     * @param earlier the audio that it is to replace; null: there is none
     * @param bulkNumber its number among the site's bulk jobs; null: it was submitted singly
     */
    record InFlight(
            long jobId, boolean started, String contentHash, YearMonth reservedIn, Ready earlier, Long bulkNumber)
            implements PostEntry {

        @Override
        public Optional<Verdict> answerTo(GenerateRequested request) {
            return Optional.of(new Verdict.InProgress(request.requestId(), jobId, started));
        }

        @Override
        public Verdict answerTo(DeleteRequested request) {
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

        /** The month of its reservation; empty where it holds none. */
        Optional<YearMonth> reservation() {
            return Optional.ofNullable(reservedIn);
        }

        boolean isBulk() {
            return bulkNumber != null;
        }

        PostEntry start() {
            return new InFlight(jobId, true, contentHash, reservedIn, earlier, bulkNumber);
        }

        /** Legal from pending too: started and ready are reported separately and the first may come last. */
        PostEntry finish(ReadyAudio audio) {
            return new Ready(jobId, contentHash, audio);
        }

        /** A failed regeneration leaves what was there: readers have been listening to it all the time. */
        PostEntry fail() {
            return earlier == null ? new Failed(jobId) : earlier;
        }
    }

    /** Its audio can be played; {@code contentHash} is of the text it was made from. */
    record Ready(long jobId, String contentHash, ReadyAudio audio) implements PostEntry {

        @Override
        public Optional<Verdict> answerTo(GenerateRequested request) {
            if (request.regenerate()) {
                return Optional.empty();
            }
            boolean changed = !contentHash.equals(request.article().contentHash());
            return Optional.of(new Verdict.AlreadyReady(request.requestId(), jobId, audio, changed));
        }

        @Override
        public Verdict answerTo(DeleteRequested request) {
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
        public Optional<Verdict> answerTo(GenerateRequested request) {
            return Optional.empty();
        }

        @Override
        public Verdict answerTo(DeleteRequested request) {
            return new Verdict.Deleted(request.requestId(), jobId);
        }
    }
}
