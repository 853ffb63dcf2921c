package dev.voicgen.contracts.site;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.value.KeyHash;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import java.time.Instant;

/** A record on a site's log. Admission decides on each in the order of the log. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SiteCommand.GenerateRequested.class, name = "generate_requested"),
    @JsonSubTypes.Type(value = SiteCommand.SiteChanged.class, name = "site_changed"),
    @JsonSubTypes.Type(value = SiteCommand.JobStarted.class, name = "job_started"),
    @JsonSubTypes.Type(value = SiteCommand.JobReady.class, name = "job_ready"),
    @JsonSubTypes.Type(value = SiteCommand.JobFailed.class, name = "job_failed"),
    @JsonSubTypes.Type(value = SiteCommand.DeleteRequested.class, name = "delete_requested"),
    @JsonSubTypes.Type(value = SiteCommand.UsageAsked.class, name = "usage_asked"),
    @JsonSubTypes.Type(value = SiteCommand.BatchOpened.class, name = "batch_opened"),
    @JsonSubTypes.Type(value = SiteCommand.BatchItemRefused.class, name = "batch_item_refused"),
    @JsonSubTypes.Type(value = SiteCommand.BatchClosed.class, name = "batch_closed"),
    @JsonSubTypes.Type(value = SiteCommand.RulesAdopted.class, name = "rules_adopted")
})
public sealed interface SiteCommand {

    /** The site on whose log this stands. */
    long siteId();

    /**
     * A client asks for a post's audio.
     *
     * @param requestId names the waiting HTTP request; the verdict carries it back
     * @param keyHash of the key the request came with; admission checks it again, on the log
     * @param admitBy a request appended later is a ghost: its client has been told 503
     * @param item its place in a batch, for which nobody waits: what is decided is told on {@code batch.events} and not as
     *     a verdict; null for a single submission
     */
    record GenerateRequested(
            String requestId,
            long siteId,
            KeyHash keyHash,
            Instant admitBy,
            boolean regenerate,
            Article article,
            BatchItem item)
            implements SiteCommand {

        public GenerateRequested {
            requireNonNull(requestId, "requestId");
            requireNonNull(keyHash, "keyHash");
            requireNonNull(admitBy, "admitBy");
            requireNonNull(article, "article");
        }

        /** What the audio will belong to. */
        public PostKey post() {
            return new PostKey(siteId, article.postId(), article.language());
        }
    }

    /** The site's rights are now these. */
    record SiteChanged(SiteSnapshot site) implements SiteCommand {

        public SiteChanged {
            requireNonNull(site, "site");
        }

        @Override
        public long siteId() {
            return site.siteId();
        }
    }

    /** A worker has taken the job up. */
    record JobStarted(long siteId, long jobId, PostId postId, Language language) implements SiteCommand {

        public JobStarted {
            requireNonNull(postId, "postId");
            requireNonNull(language, "language");
        }
    }

    /** The job has ended with audio: its post is used. */
    record JobReady(long siteId, long jobId, PostId postId, Language language, ReadyAudio audio)
            implements SiteCommand {

        public JobReady {
            requireNonNull(postId, "postId");
            requireNonNull(language, "language");
            requireNonNull(audio, "audio");
        }
    }

    /** The job has ended without audio: its post is given back. */
    record JobFailed(long siteId, long jobId, PostId postId, Language language, String code) implements SiteCommand {

        public JobFailed {
            requireNonNull(postId, "postId");
            requireNonNull(language, "language");
        }
    }

    /** A client asks to remove a post's audio; what it used of the quota stays used. */
    record DeleteRequested(
            String requestId, long siteId, KeyHash keyHash, Instant admitBy, PostId postId, Language language)
            implements SiteCommand {

        public DeleteRequested {
            requireNonNull(requestId, "requestId");
            requireNonNull(keyHash, "keyHash");
            requireNonNull(admitBy, "admitBy");
            requireNonNull(postId, "postId");
            requireNonNull(language, "language");
        }
    }

    /** A client asks how much of its quota is used, here on the log. */
    record UsageAsked(String requestId, long siteId, KeyHash keyHash, Instant admitBy) implements SiteCommand {

        public UsageAsked {
            requireNonNull(requestId, "requestId");
            requireNonNull(keyHash, "keyHash");
            requireNonNull(admitBy, "admitBy");
        }
    }

    /**
     * The upload of a batch begins. Its items and its end follow on the same log in the order of the upload; an upload that
     * is repeated under the same id goes on where the earlier one ended.
     *
     * @param callbackUrl told of each item and of the end; may be null
     */
    record BatchOpened(long siteId, String batchId, KeyHash keyHash, String callbackUrl) implements SiteCommand {

        public BatchOpened {
            requireNonNull(batchId, "batchId");
            requireNonNull(keyHash, "keyHash");
        }
    }

    /**
     * An item that the ingress has refused by its form, so that who counts the batch counts it too.
     *
     * @param postId as it was sent, for people; null where there was none
     * @param code for programs
     * @param message for people
     */
    record BatchItemRefused(long siteId, BatchItem item, String postId, String code, String message)
            implements SiteCommand {

        public BatchItemRefused {
            requireNonNull(item, "item");
            requireNonNull(code, "code");
            requireNonNull(message, "message");
        }
    }

    /**
     * The upload of a batch has ended; the verdict counts what was decided on its items.
     *
     * @param items how many were read
     * @param complete false where the client hung up or the rest could not be read
     * @param digest SHA-256 of the body, in hexadecimal; null where it is not complete, and from older releases
     */
    record BatchClosed(String requestId, long siteId, String batchId, int items, boolean complete, String digest)
            implements SiteCommand {

        public BatchClosed {
            requireNonNull(requestId, "requestId");
            requireNonNull(batchId, "batchId");
        }
    }

    /**
     * From here on admission decides by these rules, in every release and in every replay. Written by key-admin, which is
     * upgraded last: a release of admission that does not know the version ignores the record.
     */
    record RulesAdopted(long siteId, int version) implements SiteCommand {

        /** Those that key-admin has every site adopt. */
        public static final int NEWEST = 2;
    }
}
