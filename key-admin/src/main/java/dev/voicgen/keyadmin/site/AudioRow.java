package dev.voicgen.keyadmin.site;

import java.time.Instant;

/** The newest audio of a post in a language. */
public record AudioRow(
        long id,
        String postId,
        String language,
        String title,
        String url,
        String status,
        int progressPercent,
        Integer durationSeconds,
        long voiceId,
        String failureReason,
        Instant requestedAt,
        Instant updatedAt) {}
