package dev.voicgen.platform.analytics;

/** One post in one language. */
public record PostCounts(
        String postId, String language, long loads, long plays, long completes, long listenedSeconds) {}
