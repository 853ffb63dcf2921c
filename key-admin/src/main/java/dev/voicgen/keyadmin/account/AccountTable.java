package dev.voicgen.keyadmin.account;

import dev.voicgen.platform.http.Page;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The statements on the tables {@code account} and {@code app_user}. */
@RegisterConstructorMapper(AccountTable.Credentials.class)
@RegisterConstructorMapper(AccountRow.class)
@RegisterConstructorMapper(AccountTerms.class)
public interface AccountTable {

    /** What a login is checked against. */
    record Credentials(long id, String passwordHash) {}

    @SqlQuery("select exists (select from app_user)")
    boolean anyUser();

    @SqlQuery("select id, password_hash from app_user where email = :email")
    Optional<Credentials> credentials(String email);

    /** Answers the new account's id. */
    @SqlQuery("""
            insert into account (name, plan, status, trial_ends_at)
            values (:name, :terms.plan, lower(:terms.status), :terms.trialEndsAt)
            returning id""")
    long addAccount(String name, @BindMethods("terms") AccountTerms terms);

    /** Locks the account, so that its sites are made one after the other. */
    @SqlQuery("select plan, status, trial_ends_at from account where id = :id for update")
    AccountTerms lockTerms(long id);

    @SqlUpdate("""
            update account set plan = :terms.plan, status = lower(:terms.status), trial_ends_at = :terms.trialEndsAt
            where id = :id""")
    void changeTerms(long id, @BindMethods("terms") AccountTerms terms);

    @SqlQuery("""
            select account.id, account.name, account.plan, account.status, account.trial_ends_at, account.created_at,
                   (select email from app_user where account_id = account.id order by id limit 1) as email,
                   (select count(*) from site where account_id = account.id) as sites
            from account where account.id < :page.before order by account.id desc limit :page.fetch""")
    List<AccountRow> list(@BindMethods("page") Page page);

    @SqlQuery("""
            select account.id, account.name, account.plan, account.status, account.trial_ends_at, account.created_at,
                   (select email from app_user where account_id = account.id order by id limit 1) as email,
                   (select count(*) from site where account_id = account.id) as sites
            from account where account.id = :id""")
    Optional<AccountRow> find(long id);

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
