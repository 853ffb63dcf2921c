package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.contracts.value.WebhookSecret;
import dev.voicgen.keyadmin.account.AccountTerms;
import dev.voicgen.keyadmin.account.Accounts;
import dev.voicgen.keyadmin.revocation.Confirmation;
import dev.voicgen.keyadmin.revocation.ControlLog;
import dev.voicgen.keyadmin.site.ChangePipeline.Kind;
import dev.voicgen.keyadmin.site.ChangePipeline.Stored;
import dev.voicgen.platform.outbox.Outbox;
import dev.voicgen.platform.outbox.OutboxRelay;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The one way in which a site's rights change: made, edited, subscribed, its keys made, revoked and rotated. Changes of
 * one site run one after the other. What may take a right away has happened everywhere once the call answers with
 * {@link Confirmation.Confirmed}; that includes the same call again after it was left pending. Whether the caller may touch the
 * site has been checked before. Thread-safe.
 *
 * <p>Throws {@code FailedRequest}, with nothing changed, where the change is refused.
 */
public final class SiteChanges implements AutoCloseable {

    static final int MAX_LIVE_KEYS = 50;
    static final int MAX_SITES = 100;

    private final Jdbi jdbi;
    private final ChangePipeline pipeline;
    private final PlanAnnouncements planAnnouncements;
    private final SecureRandom random = new SecureRandom();

    private SiteChanges(Jdbi jdbi, ChangePipeline pipeline) {
        this.jdbi = jdbi;
        this.pipeline = pipeline;
        this.planAnnouncements = PlanAnnouncements.start(jdbi, pipeline);
    }

    /** Starts the thread that carries on changes of plans. */
    public static SiteChanges start(Jdbi jdbi, Outbox outbox, OutboxRelay relay, ControlLog controlLog) {
        return new SiteChanges(jdbi, new ChangePipeline(jdbi, outbox, relay, controlLog));
    }

    /** It begins with what its account's sites begin with. Answers the new site's id. */
    public Changed<Long> createSite(Actor actor, long accountId, SiteDraft draft) {
        return pipeline.run(Kind.ADDS, handle -> {
            // Two sites made at once cannot both be the last: the account is locked.
            AccountTerms terms = handle.attach(Accounts.class).lockTerms(accountId);
            SiteWrites sites = new SiteWrites(handle);
            if (sites.sitesOf(accountId) >= MAX_SITES) {
                throw SiteRefusals.invalid("name", "An account may have at most " + MAX_SITES + " sites.");
            }
            PlanChanges.hold(handle, terms.plan());
            long siteId = sites.add(
                    accountId, draft.name(), WebhookSecret.generate(random).reveal());
            sites.subscribe(siteId, SubscriptionRow.of(terms));
            refuseTaken(sites.replaceDomains(siteId, draft.domains()));
            AuditLog.add(
                    handle, actor, siteId, "site_created", Map.of("name", draft.name(), "domains", draft.domains()));
            return new Stored<>(siteId, pipeline.announceNew(handle, siteId));
        });
    }

    /** @param edit from what the site is to what it shall be; called once, with nobody else changing the site */
    public Changed<Long> edit(Actor actor, long siteId, UnaryOperator<SiteProfile> edit) {
        return change(Kind.TAKES, siteId, handle -> {
            SiteWrites sites = new SiteWrites(handle);
            SiteProfile profile = edit.apply(sites.profile(siteId));
            if (profile.defaultVoiceId() != null && !sites.mayUseVoice(siteId, profile.defaultVoiceId())) {
                throw SiteRefusals.invalid("default_voice_id", "The selected default voice id is invalid.");
            }
            sites.update(siteId, profile);
            refuseTaken(sites.replaceDomains(siteId, profile.domains()));
            AuditLog.add(
                    handle,
                    actor,
                    siteId,
                    "site_edited",
                    Map.of("name", profile.name(), "active", profile.active(), "domains", profile.domains()));
            return siteId;
        });
    }

    public Changed<SubscriptionRow> subscribe(Actor actor, long siteId, SubscriptionRow subscription) {
        return change(Kind.TAKES, siteId, handle -> {
            PlanChanges.hold(handle, subscription.plan());
            new SiteWrites(handle).subscribe(siteId, subscription);
            AuditLog.add(handle, actor, siteId, "subscription_set", Map.of("subscription", subscription));
            return subscription;
        });
    }

    public Changed<NewKey> addKey(Actor actor, long siteId, KeyDraft draft) {
        return change(Kind.ADDS, siteId, handle -> {
            KeyWrites keys = new KeyWrites(handle);
            if (keys.live(siteId) >= MAX_LIVE_KEYS) {
                throw SiteRefusals.invalid("name", "A site may have at most " + MAX_LIVE_KEYS + " active keys.");
            }
            NewKey key = newKey(keys, siteId, draft);
            AuditLog.add(
                    handle,
                    actor,
                    siteId,
                    "key_created",
                    Map.of("key_id", key.row().id(), "name", draft.name()));
            return key;
        });
    }

    /** A key that is revoked already stays so; the answer then holds as well. */
    public Changed<KeyRow> revokeKey(Actor actor, long siteId, long keyId) {
        return change(Kind.TAKES, siteId, handle -> {
            KeyRow revoked = new KeyWrites(handle).revoke(siteId, keyId).orElseThrow(SiteRefusals::noSuchKey);
            AuditLog.add(handle, actor, siteId, "key_revoked", Map.of("key_id", keyId));
            return revoked;
        });
    }

    /**
     * Revokes every live key of the site and makes one in their place.
     *
     * @param edit from what the new key would be like, see {@link KeyWrites#successor}, to what it shall be like
     */
    public Changed<NewKey> rotateKeys(Actor actor, long siteId, UnaryOperator<KeyDraft> edit) {
        return change(Kind.TAKES, siteId, handle -> {
            KeyWrites keys = new KeyWrites(handle);
            KeyDraft draft = edit.apply(keys.successor(siteId));
            List<Long> revoked = keys.revokeAll(siteId);
            NewKey key = newKey(keys, siteId, draft);
            AuditLog.add(
                    handle,
                    actor,
                    siteId,
                    "keys_rotated",
                    Map.of("revoked_key_ids", revoked, "key_id", key.row().id()));
            return key;
        });
    }

    /** What rotating now would make. */
    public KeyDraft successor(long siteId) {
        return jdbi.withHandle(handle -> new KeyWrites(handle).successor(siteId));
    }

    /** The secret before this one signs beside it for 24 hours. No right depends on it, so nobody waits. */
    public void changeWebhookSecret(Actor actor, long siteId) {
        jdbi.useTransaction(handle -> {
            new SiteWrites(handle)
                    .changeWebhookSecret(siteId, WebhookSecret.generate(random).reveal());
            AuditLog.add(handle, actor, siteId, "webhook_secret_changed", Map.of());
        });
    }

    /** Makes or replaces plans, for all sites that have them. */
    public Changed<List<Plan>> putPlans(Actor actor, List<Plan> plans) {
        return new PlanChanges(jdbi, planAnnouncements).put(actor, plans);
    }

    @Override
    public void close() {
        planAnnouncements.close();
    }

    private <T> Changed<T> change(Kind kind, long siteId, Function<Handle, T> change) {
        return pipeline.run(kind, handle -> {
            new SiteWrites(handle).lock(siteId);
            T value = change.apply(handle);
            return new Stored<>(value, pipeline.announce(handle, siteId));
        });
    }

    private NewKey newKey(KeyWrites keys, long siteId, KeyDraft draft) {
        ApiKey key = ApiKey.generate(random);
        return new NewKey(keys.add(siteId, key, draft), key);
    }

    private static void refuseTaken(Set<String> domains) {
        if (!domains.isEmpty()) {
            throw SiteRefusals.domainsTaken(domains);
        }
    }
}
