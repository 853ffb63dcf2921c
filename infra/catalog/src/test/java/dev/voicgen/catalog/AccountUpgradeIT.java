package dev.voicgen.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.testkit.TestDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Accounts from before they had a plan of their own. */
class AccountUpgradeIT {

    private final TestDatabase database = TestInfrastructure.shared().newDatabase();
    private final Jdbi jdbi = Jdbi.create(database.jdbcUrl(), database.user(), database.password());

    @Test
    void go_on_as_their_sites_did_and_the_operators_may_do_everything() {
        migrate("7");
        jdbi.useHandle(handle -> handle.createScript("""
                        insert into account (name) values ('operator'), ('paying'), ('on trial'), ('ended'), ('no site');
                        insert into app_user (account_id, email, password_hash, role)
                        select id, replace(name, ' ', '-') || '@example.org', 'x',
                               case name when 'operator' then 'operator' else 'owner' end
                        from account;
                        insert into site (account_id, name, webhook_secret)
                        select account.id, n::text, 'x' from account, generate_series(1, 2) n
                        where account.name <> 'no site' order by account.id, n;
                        insert into subscription (site_id, plan, status, trial_ends_at)
                        select site.id, 'starter', 'trialing', '2030-01-31'::timestamptz + site.name::int * interval '1 day'
                        from site;
                        update subscription set plan = 'growth', status = 'active', trial_ends_at = null
                        from site join account on account.id = account_id
                        where site_id = site.id and account.name = 'paying' and site.name = '1';
                        update subscription set status = 'inactive', trial_ends_at = null
                        from site join account on account.id = account_id
                        where site_id = site.id and account.name = 'ended';
                        """).execute());
        String before = subscriptions();

        migrate("11");

        assertThat(termsOf("operator")).isEqualTo("enterprise active -");
        assertThat(termsOf("paying")).isEqualTo("growth active -");
        assertThat(termsOf("on trial")).isEqualTo("starter trialing 2030-02-02");
        assertThat(termsOf("ended")).isEqualTo("starter inactive -");
        assertThat(termsOf("no site")).startsWith("starter trialing 20");
        assertThat(subscriptions()).isEqualTo(before);
    }

    private void migrate(String version) {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    private String termsOf(String account) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select plan || ' ' || status || ' ' "
                                + "|| coalesce((trial_ends_at at time zone 'UTC')::date::text, '-') from account where name = :name")
                .bind("name", account)
                .mapTo(String.class)
                .one());
    }

    private String subscriptions() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select string_agg(subscription::text, ' ' order by site_id) from subscription")
                .mapTo(String.class)
                .one());
    }
}
