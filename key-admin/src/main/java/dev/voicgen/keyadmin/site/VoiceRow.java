package dev.voicgen.keyadmin.site;

/** A voice that posts can be read in. */
public record VoiceRow(long id, String name, String type, String language, String gender, String planRequired) {}
