package dev.voicgen.keyadmin.account;

import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The tables of accounts and their users. */
@RegisterConstructorMapper(Accounts.Credentials.class)
public interface Accounts {

    /** What a login is checked against. */
    record Credentials(long id, String passwordHash) {}

    @SqlQuery("select exists (select from app_user)")
    boolean anyUser();

    @SqlQuery("select id, password_hash from app_user where email = :email")
    Optional<Credentials> credentials(String email);

    /** Answers the new account's id. */
    @SqlQuery("insert into account (name) values (:name) returning id")
    long addAccount(String name);

    /** Answers the new user's id, or nothing where the e-mail address is taken. */
    @SqlQuery("""
            insert into app_user (account_id, email, password_hash, role)
            values (:accountId, :email, :passwordHash, :role)
            on conflict (email) do nothing
            returning id""")
    Optional<Long> addUser(long accountId, String email, String passwordHash, String role);

    /** Held to the end of the transaction, so that only one service makes the first user. */
    @SqlQuery("select 1 from pg_advisory_xact_lock(hashtext('voicgen.first-user'))")
    int lockFirstUser();
}
