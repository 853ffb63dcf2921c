package dev.voicgen.standalone;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * The site that the first start made.
 *
 * @param webhookSecret with which its callbacks are signed now
 */
record DemoSite(long id, String webhookSecret) {

    static DemoSite of(String databaseUrl, Owner owner) {
        return Jdbi.create(databaseUrl).withHandle(handle -> handle.createQuery(
                        """
                        select site.id, site.webhook_secret
                        from site join app_user using (account_id)
                        where app_user.email = :email
                        order by site.id
                        limit 1""")
                .bind("email", owner.email())
                .map(ConstructorMapper.of(DemoSite.class))
                .one());
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "DemoSite[" + id + "]";
    }
}
