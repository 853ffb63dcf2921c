package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.value.ApiKey;

/** A key at the only moment when it is known. */
public record NewKey(KeyRow row, ApiKey key) {}
