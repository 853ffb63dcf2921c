package dev.voicgen.keyadmin.site;

/** A change that is stored for good, and how far it has come. */
public record Changed<T>(T value, Effect effect) {}
