package dev.voicgen.platform.analytics;

import java.time.LocalDate;

/** All posts of a site on one day. */
public record DayCounts(LocalDate date, long loads, long plays, long completes, long listenedSeconds) {}
