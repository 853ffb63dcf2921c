package dev.voicgen.keyadmin;

import dev.voicgen.contracts.value.Domain;
import dev.voicgen.keyadmin.account.AccountChanges;
import dev.voicgen.keyadmin.account.AuditLog;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.keyadmin.site.SiteTable;
import dev.voicgen.platform.config.Secret;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the first user and the first site of a platform that has no user yet. */
final class FirstStart {

    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);

    private final Jdbi jdbi;
    private final SiteChanges changes;
    private final AccountChanges accounts;

    FirstStart(Jdbi jdbi, SiteChanges changes, AccountChanges accounts) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.accounts = accounts;
    }

    /** Makes the operator of the settings, if the settings name one and there is no user yet. */
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

    Optional<KeyAdmin.FirstSite> createFirstSite(String email, String password) {
        return accounts.createFirst("Operator", email, password).map(account -> siteOf(account, email));
    }

    private KeyAdmin.FirstSite siteOf(long accountId, String email) {
        SiteChanges.SiteDraft draft = new SiteChanges.SiteDraft("Demo", List.of(new Domain("localhost")));
        SiteChanges.Changed<Long> site = changes.createSite(AuditLog.Actor.PLATFORM, accountId, draft);
        SiteChanges.Changed<SiteChanges.NewKey> key =
                changes.addKey(AuditLog.Actor.PLATFORM, site.value(), new SiteChanges.KeyDraft("demo", "rest"));
        String webhookSecret = jdbi.withExtension(SiteTable.class, sites -> sites.webhookSecrets(site.value()))
                .secret();
        return new KeyAdmin.FirstSite(
                email, site.value(), new Secret(key.value().key().reveal()), new Secret(webhookSecret));
    }
}
