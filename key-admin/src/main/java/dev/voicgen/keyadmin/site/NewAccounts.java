package dev.voicgen.keyadmin.site;

import dev.voicgen.keyadmin.account.AccountTerms;
import dev.voicgen.keyadmin.account.Accounts;
import dev.voicgen.keyadmin.account.Passwords;
import dev.voicgen.keyadmin.account.Role;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Lets accounts come into being, each with its first user, and sets what their new sites begin with. Thread-safe. */
public final class NewAccounts {

    private final Jdbi jdbi;
    private final Passwords passwords;

    public NewAccounts(Jdbi jdbi, Passwords passwords) {
        this.jdbi = jdbi;
        this.passwords = passwords;
    }

    /** Answers the account's id, or nothing where the e-mail address is another user's. */
    public Optional<Long> create(Actor actor, String name, String email, String password, AccountTerms terms) {
        String hash = passwords.hash(password);
        return jdbi.inTransaction(handle -> {
            Optional<Long> account = insert(handle, actor, name, email, hash, Role.OWNER, terms);
            if (account.isEmpty()) {
                handle.rollback();
            }
            return account;
        });
    }

    /** The same, as the operator, but only as long as there is no user at all, however many ask at once. */
    public Optional<Long> createFirst(String name, String email, String password) {
        String hash = passwords.hash(password);
        return jdbi.inTransaction(handle -> {
            Accounts accounts = handle.attach(Accounts.class);
            accounts.lockFirstUser();
            return accounts.anyUser()
                    ? Optional.empty()
                    : insert(handle, Actor.PLATFORM, name, email, hash, Role.OPERATOR, AccountTerms.EVERYTHING);
        });
    }

    /** Holds for sites that are made later; those that are there keep what they have. */
    public void changeTerms(Actor actor, long accountId, AccountTerms terms) {
        jdbi.useTransaction(handle -> {
            handle.attach(Accounts.class).changeTerms(accountId, terms);
            AuditLog.add(
                    handle,
                    actor,
                    null,
                    "account_subscription_set",
                    Map.of("account_id", accountId, "subscription", terms));
        });
    }

    private static Optional<Long> insert(
            Handle handle, Actor actor, String name, String email, String hash, Role role, AccountTerms terms) {
        Accounts accounts = handle.attach(Accounts.class);
        long accountId = accounts.addAccount(name, terms);
        String address = email.toLowerCase(Locale.ROOT);
        String roleName = role.name().toLowerCase(Locale.ROOT);
        return accounts.addUser(accountId, address, hash, roleName).map(userId -> {
            AuditLog.add(
                    handle,
                    actor,
                    null,
                    "account_created",
                    Map.of("account_id", accountId, "user_id", userId, "role", roleName, "subscription", terms));
            return accountId;
        });
    }
}
