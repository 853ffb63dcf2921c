package dev.voicgen.keyadmin;

import dev.voicgen.contracts.value.Domain;
import dev.voicgen.keyadmin.site.Actor;
import dev.voicgen.keyadmin.site.Changed;
import dev.voicgen.keyadmin.site.KeyDraft;
import dev.voicgen.keyadmin.site.NewAccounts;
import dev.voicgen.keyadmin.site.NewKey;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.keyadmin.site.SiteDraft;
import dev.voicgen.keyadmin.site.Sites;
import dev.voicgen.platform.config.Secret;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What only a platform without any user does. */
final class FirstStart {

    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);

    private final Jdbi jdbi;
    private final SiteChanges changes;
    private final NewAccounts accounts;

    FirstStart(Jdbi jdbi, SiteChanges changes, NewAccounts accounts) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.accounts = accounts;
    }

    /** The configured operator, where one is configured and nobody is there yet. */
    void createOperator(KeyAdminConfig config) {
        if (config.operatorEmail().isEmpty()) {
            return;
        }
        accounts.createFirst(
                        "Operator",
                        config.operatorEmail(),
                        config.operatorPassword().reveal())
                .ifPresent(account -> log.info("account={} operator created from the settings", account));
    }

    Optional<FirstSite> createFirstSite(String email, String password) {
        return accounts.createFirst("Operator", email, password).map(account -> siteOf(account, email));
    }

    private FirstSite siteOf(long accountId, String email) {
        SiteDraft draft = new SiteDraft("Demo", List.of(new Domain("localhost")));
        Changed<Long> site = changes.createSite(Actor.PLATFORM, accountId, draft);
        Changed<NewKey> key = changes.addKey(Actor.PLATFORM, site.value(), new KeyDraft("demo", "rest"));
        String webhookSecret = jdbi.withExtension(Sites.class, sites -> sites.webhookSecret(site.value()))
                .secret();
        return new FirstSite(email, site.value(), new Secret(key.value().key().reveal()), new Secret(webhookSecret));
    }
}
