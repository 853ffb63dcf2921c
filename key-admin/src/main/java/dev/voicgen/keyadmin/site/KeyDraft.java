package dev.voicgen.keyadmin.site;

/**
 * A key that is to be made.
 *
 * @param integration rest or plugin
 */
public record KeyDraft(String name, String integration) {}
