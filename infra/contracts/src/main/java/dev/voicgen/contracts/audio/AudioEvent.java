package dev.voicgen.contracts.audio;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.voicgen.contracts.value.PostKey;
import java.time.Instant;

/** Something that happened to a job. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AudioEvent.Queued.class, name = "queued"),
    @JsonSubTypes.Type(value = AudioEvent.Generating.class, name = "generating"),
    @JsonSubTypes.Type(value = AudioEvent.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = AudioEvent.Failed.class, name = "failed")
})
public sealed interface AudioEvent {

    long jobId();

    PostKey post();

    Instant at();

    /** Admission let it in. */
    record Queued(long jobId, PostKey post, Instant at, String title, String url, long voiceId, String contentHash)
            implements AudioEvent {}

    /** A worker took it up; {@code attempt} counts from 1. */
    record Generating(long jobId, PostKey post, Instant at, int attempt) implements AudioEvent {}

    /** Its audio can be played. */
    record Ready(long jobId, PostKey post, Instant at, ReadyAudio audio) implements AudioEvent {}

    /** It ended without audio: {@code code} for programs, {@code reason} for people. */
    record Failed(long jobId, PostKey post, Instant at, String code, String reason) implements AudioEvent {}
}
