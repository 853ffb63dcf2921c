package dev.voicgen.contracts.audio;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.site.QuotaUsage;
import dev.voicgen.contracts.value.PostKey;
import java.time.Instant;

/** Something that happened to a job: on its timeline, where a worker did it, and told by admission, where that did. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AudioEvent.Queued.class, name = "queued"),
    @JsonSubTypes.Type(value = AudioEvent.Generating.class, name = "generating"),
    @JsonSubTypes.Type(value = AudioEvent.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = AudioEvent.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = AudioEvent.Deleted.class, name = "deleted"),
    @JsonSubTypes.Type(value = AudioEvent.QuotaWarned.class, name = "quota_warned")
})
public sealed interface AudioEvent {

    long jobId();

    PostKey post();

    Instant at();

    /** Admission let it in. */
    record Queued(long jobId, PostKey post, Instant at, String title, String url, long voiceId, String contentHash)
            implements AudioEvent {

        public Queued {
            requireNonNull(post, "post");
            requireNonNull(at, "at");
        }

        /** What is told of {@code job}. */
        public static Queued of(AudioJob job) {
            Article article = job.article();
            return new Queued(
                    job.jobId(),
                    job.post(),
                    job.requestedAt(),
                    article.title(),
                    article.url(),
                    article.voiceId(),
                    article.contentHash());
        }
    }

    /** A worker took it up; {@code attempt} counts from 1. */
    record Generating(long jobId, PostKey post, Instant at, int attempt) implements AudioEvent {

        public Generating {
            requireNonNull(post, "post");
            requireNonNull(at, "at");
        }
    }

    /** Its audio can be played. */
    record Ready(long jobId, PostKey post, Instant at, ReadyAudio audio) implements AudioEvent {

        public Ready {
            requireNonNull(post, "post");
            requireNonNull(at, "at");
        }
    }

    /** It ended without audio: {@code code} for programs, {@code reason} for people. */
    record Failed(long jobId, PostKey post, Instant at, String code, String reason) implements AudioEvent {

        public Failed {
            requireNonNull(post, "post");
            requireNonNull(at, "at");
        }
    }

    /** Its audio was removed at the site's wish. */
    record Deleted(long jobId, PostKey post, Instant at) implements AudioEvent {

        public Deleted {
            requireNonNull(post, "post");
            requireNonNull(at, "at");
        }
    }

    /**
     * With this job the site's month reached {@code percent} of its quota, once each a month.
     *
     * @param percent 80 or 100
     * @param callbackUrl of the submission; may be null
     */
    record QuotaWarned(long jobId, PostKey post, Instant at, int percent, QuotaUsage quota, String callbackUrl)
            implements AudioEvent {

        public QuotaWarned {
            requireNonNull(post, "post");
            requireNonNull(at, "at");
        }
    }
}
