package dev.voicgen.keyadmin.account;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Creates accounts, each with its first user, and sets what their new sites begin with. Thread-safe. */
public final class AccountChanges {

    private final Jdbi jdbi;
    private final Passwords passwords;

    public AccountChanges(Jdbi jdbi, Passwords passwords) {
        this.jdbi = jdbi;
        this.passwords = passwords;
    }

    /** Answers the account's id, or nothing where the e-mail address is another user's. */
    public Optional<Long> create(AuditLog.Actor actor, String name, String email, String password, AccountTerms terms) {
        String hash = passwords.hash(password);
        return jdbi.inTransaction(handle -> {
            Optional<Long> account = insert(handle, actor, name, email, hash, User.Role.OWNER, terms);
            if (account.isEmpty()) {
                handle.rollback();
            }
            return account;
        });
    }

    /**
     * Creates an account with an operator if there is no user at all. Of several calls at the same time, one creates it.
     * Answers the account's id, or nothing where there is a user.
     */
    public Optional<Long> createFirst(String name, String email, String password) {
        String hash = passwords.hash(password);
        return jdbi.inTransaction(handle -> {
            AccountTable accounts = handle.attach(AccountTable.class);
            accounts.lockFirstUser();
            return accounts.anyUser()
                    ? Optional.empty()
                    : insert(
                            handle,
                            AuditLog.Actor.PLATFORM,
                            name,
                            email,
                            hash,
                            User.Role.OPERATOR,
                            AccountTerms.EVERYTHING);
        });
    }

    /** Sets what the account's new sites begin with. Its existing sites keep their subscriptions. */
    public void changeTerms(AuditLog.Actor actor, long accountId, AccountTerms terms) {
        jdbi.useTransaction(handle -> {
            handle.attach(AccountTable.class).changeTerms(accountId, terms);
            handle.attach(AuditLog.class)
                    .add(
                            actor,
                            null,
                            "account_subscription_set",
                            Map.of("account_id", accountId, "subscription", terms));
        });
    }

    private static Optional<Long> insert(
            Handle handle,
            AuditLog.Actor actor,
            String name,
            String email,
            String hash,
            User.Role role,
            AccountTerms terms) {
        AccountTable accounts = handle.attach(AccountTable.class);
        long accountId = accounts.addAccount(name, terms);
        String address = email.toLowerCase(Locale.ROOT);
        String roleName = role.name().toLowerCase(Locale.ROOT);
        return accounts.addUser(accountId, address, hash, roleName).map(userId -> {
            handle.attach(AuditLog.class)
                    .add(
                            actor,
                            null,
                            "account_created",
                            Map.of(
                                    "account_id",
                                    accountId,
                                    "user_id",
                                    userId,
                                    "role",
                                    roleName,
                                    "subscription",
                                    terms));
            return accountId;
        });
    }
}
