package dev.voicgen.keyadmin.account;

/**
 * A session in use.
 *
 * @param csrfToken must come with every unsafe request that the cookie authenticates
 */
public record Session(User user, String csrfToken) {}
