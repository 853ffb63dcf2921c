package dev.voicgen.keyadmin.account;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The statements on the table {@code session}. */
@RegisterConstructorMapper(Session.class)
public interface SessionTable {

    @SqlUpdate("""
            insert into session (token_hash, user_id, csrf_token, created_at, expires_at)
            values (:tokenHash, :userId, :csrfToken, :createdAt, :expiresAt)""")
    void add(byte[] tokenHash, long userId, String csrfToken, Instant createdAt, Instant expiresAt);

    @SqlQuery("""
            select u.id, u.account_id, u.email, u.role, s.csrf_token, s.created_at, s.expires_at
            from session s join app_user u on u.id = s.user_id
            where s.token_hash = :tokenHash""")
    Optional<Session> find(byte[] tokenHash);

    @SqlUpdate("update session set expires_at = :expiresAt where token_hash = :tokenHash")
    void extend(byte[] tokenHash, Instant expiresAt);

    @SqlUpdate("delete from session where token_hash = :tokenHash")
    void delete(byte[] tokenHash);

    @SqlUpdate("delete from session where expires_at < :now")
    void deleteExpired(Instant now);
}
