package dev.voicgen.ingress.status;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;

/**
 * Something that happened to a post's audio.
 *
 * @param detail a JSON object
 */
public record TimelineEvent(
        String type, Instant at, long jobId, @JsonRawValue String detail) {}
