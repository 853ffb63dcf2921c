package dev.voicgen.keyadmin.account;

/** What a user may do. The database holds the name in lower case. */
public enum Role {
    /** Works on the sites of one account. */
    OWNER,
    /** Runs the platform: sees every site and sets plans, subscriptions and accounts. */
    OPERATOR
}
