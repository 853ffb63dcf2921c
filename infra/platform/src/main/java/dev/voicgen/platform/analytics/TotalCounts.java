package dev.voicgen.platform.analytics;

/** All posts and days of the range. */
public record TotalCounts(long loads, long plays, long completes, long listenedSeconds) {}
