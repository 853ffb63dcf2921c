package dev.voicgen.keyadmin;

import dev.voicgen.platform.config.Secret;

/**
 * What a first start has made, at the only moment when it is all known.
 *
 * @param email of the operator
 */
public record FirstSite(String email, long siteId, Secret apiKey, Secret webhookSecret) {}
