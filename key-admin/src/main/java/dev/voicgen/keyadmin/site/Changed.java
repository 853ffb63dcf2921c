package dev.voicgen.keyadmin.site;

import dev.voicgen.keyadmin.revocation.Confirmation;

/** A change that is stored for good, and how far it has come. */
public record Changed<T>(T value, Confirmation confirmation) {}
