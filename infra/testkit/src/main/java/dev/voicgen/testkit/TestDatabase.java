package dev.voicgen.testkit;

/** Where a test finds its database; the user may do everything in it. */
public record TestDatabase(String jdbcUrl, String user, String password) {}
