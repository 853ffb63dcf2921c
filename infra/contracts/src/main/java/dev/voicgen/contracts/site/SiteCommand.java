package dev.voicgen.contracts.site;

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
    @JsonSubTypes.Type(value = SiteCommand.JobFailed.class, name = "job_failed")
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
     */
    record GenerateRequested(
            String requestId, long siteId, KeyHash keyHash, Instant admitBy, boolean regenerate, Article article)
            implements SiteCommand {

        /** What the audio will belong to. */
        public PostKey post() {
            return new PostKey(siteId, article.postId(), article.language());
        }
    }

    /** The site's rights are now these. */
    record SiteChanged(SiteSnapshot site) implements SiteCommand {
        @Override
        public long siteId() {
            return site.siteId();
        }
    }

    /** A worker has taken the job up. */
    record JobStarted(long siteId, long jobId, PostId postId, Language language) implements SiteCommand {}

    /** The job has ended with audio: its post is used. */
    record JobReady(long siteId, long jobId, PostId postId, Language language, ReadyAudio audio)
            implements SiteCommand {}

    /** The job has ended without audio: its post is given back. */
    record JobFailed(long siteId, long jobId, PostId postId, Language language, String code) implements SiteCommand {}
}
