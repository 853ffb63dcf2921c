package dev.voicgen.keyadmin.site;

import dev.voicgen.keyadmin.account.User;

/**
 * Who makes a change, for the audit log.
 *
 * @param userId null: the platform itself, at its first start
 */
public record Actor(Long userId) {

    /** The platform itself. */
    public static final Actor PLATFORM = new Actor(null);

    public static Actor of(User user) {
        return new Actor(user.id());
    }
}
