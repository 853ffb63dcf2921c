package dev.voicgen.ingress.generate;

import dev.voicgen.contracts.site.Article;

/**
 * What a client asks for.
 *
 * @param regenerate whether an audio that exists is to be made anew
 */
public record Submission(Article article, boolean regenerate) {}
