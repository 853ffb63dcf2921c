package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.contracts.value.WebhookSecret;
import dev.voicgen.keyadmin.account.AccountTable;
import dev.voicgen.keyadmin.account.AccountTerms;
import dev.voicgen.keyadmin.account.AuditLog;
import dev.voicgen.keyadmin.revocation.Confirmation;
import dev.voicgen.keyadmin.revocation.ControlLog;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.FailedRequest;
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
 * The only way to change the rights of a site: its creation, its profile, its subscription, its keys. Changes of one site run
 * one after the other. A change that may take a right away holds on every instance once the call answers with
 * {@link Confirmation.Confirmed}; if the call answers {@link Confirmation.Pending}, the same call again confirms it. The
 * caller has checked before that the user may change the site. Thread-safe.
 *
 * <p>A change that is refused throws {@code FailedRequest} inside its transaction, so nothing of it is stored.
 */
public final class SiteChanges implements AutoCloseable {

    /** A change that is stored, and how far it has come. */
    public record Changed<T>(T value, Confirmation confirmation) {}

    /** A site that is to be made. */
    public record SiteDraft(String name, List<Domain> domains) {}

    /**
     * A key that is to be made.
     *
     * @param integration rest or plugin
     */
    public record KeyDraft(String name, String integration) {}

    /** A new key. This is the only moment when its text is known. */
    public record NewKey(KeyRow row, ApiKey key) {}

    static final int MAX_LIVE_KEYS = 50;
    static final int MAX_SITES = 100;

    private final Jdbi jdbi;
    private final ChangePipeline pipeline;
    private final PlanChanges planChanges;
    private final SecureRandom random = new SecureRandom();

    private SiteChanges(Jdbi jdbi, ChangePipeline pipeline) {
        this.jdbi = jdbi;
        this.pipeline = pipeline;
        this.planChanges = PlanChanges.start(jdbi, pipeline);
    }

    /** Starts the thread that carries on changes of plans. */
    public static SiteChanges start(Jdbi jdbi, Outbox outbox, OutboxRelay relay, ControlLog controlLog) {
        return new SiteChanges(jdbi, new ChangePipeline(jdbi, outbox, relay, controlLog));
    }

    /** Makes a site with the subscription that its account's new sites begin with. Answers the new site's id. */
    public Changed<Long> createSite(AuditLog.Actor actor, long accountId, SiteDraft draft) {
        return pipeline.run(ChangePipeline.Kind.ADDS, handle -> {
            // The account is locked, so two sites made at the same time cannot both be the last one allowed.
            AccountTerms terms = handle.attach(AccountTable.class).lockTerms(accountId);
            SiteTable sites = handle.attach(SiteTable.class);
            if (sites.countOfAccount(accountId) >= MAX_SITES) {
                throw invalid("name", "An account may have at most " + MAX_SITES + " sites.");
            }
            handle.attach(PlanTable.class).hold(terms.plan());
            long siteId = sites.add(
                    accountId, draft.name(), WebhookSecret.generate(random).reveal());
            sites.subscribe(siteId, SubscriptionRow.of(terms));
            refuseTaken(sites.replaceDomains(siteId, draft.domains()));
            audit(handle).add(actor, siteId, "site_created", Map.of("name", draft.name(), "domains", draft.domains()));
            return new ChangePipeline.Stored<>(siteId, pipeline.announceNew(handle, siteId));
        });
    }

    /** @param edit maps the site's profile to the new one; called once, while no other change of the site runs */
    public Changed<Long> edit(AuditLog.Actor actor, long siteId, UnaryOperator<SiteProfile> edit) {
        return change(ChangePipeline.Kind.TAKES, siteId, handle -> {
            SiteTable sites = handle.attach(SiteTable.class);
            SiteProfile profile = edit.apply(SiteProfile.of(sites.get(siteId)));
            if (profile.defaultVoiceId() != null && !sites.mayUseVoice(siteId, profile.defaultVoiceId())) {
                throw invalid("default_voice_id", "The selected default voice id is invalid.");
            }
            sites.update(siteId, profile);
            refuseTaken(sites.replaceDomains(siteId, profile.domains()));
            audit(handle)
                    .add(
                            actor,
                            siteId,
                            "site_edited",
                            Map.of("name", profile.name(), "active", profile.active(), "domains", profile.domains()));
            return siteId;
        });
    }

    public Changed<SubscriptionRow> subscribe(AuditLog.Actor actor, long siteId, SubscriptionRow subscription) {
        return change(ChangePipeline.Kind.TAKES, siteId, handle -> {
            handle.attach(PlanTable.class).hold(subscription.plan());
            handle.attach(SiteTable.class).subscribe(siteId, subscription);
            audit(handle).add(actor, siteId, "subscription_set", Map.of("subscription", subscription));
            return subscription;
        });
    }

    public Changed<NewKey> addKey(AuditLog.Actor actor, long siteId, KeyDraft draft) {
        return change(ChangePipeline.Kind.ADDS, siteId, handle -> {
            KeyTable keys = handle.attach(KeyTable.class);
            if (keys.countLive(siteId) >= MAX_LIVE_KEYS) {
                throw invalid("name", "A site may have at most " + MAX_LIVE_KEYS + " active keys.");
            }
            NewKey key = newKey(keys, siteId, draft);
            audit(handle)
                    .add(
                            actor,
                            siteId,
                            "key_created",
                            Map.of("key_id", key.row().id(), "name", draft.name()));
            return key;
        });
    }

    /** Revokes the key. If it is revoked already, the call confirms that. */
    public Changed<KeyRow> revokeKey(AuditLog.Actor actor, long siteId, long keyId) {
        return change(ChangePipeline.Kind.TAKES, siteId, handle -> {
            KeyRow revoked = handle.attach(KeyTable.class)
                    .revoke(siteId, keyId)
                    .orElseThrow(() -> new FailedRequest(ApiError.of(404, "not_found", "Not found.")));
            audit(handle).add(actor, siteId, "key_revoked", Map.of("key_id", keyId));
            return revoked;
        });
    }

    /**
     * Revokes every live key of the site and makes one new key.
     *
     * @param edit maps the {@linkplain KeyTable#successor proposed key} to the key that is made
     */
    public Changed<NewKey> rotateKeys(AuditLog.Actor actor, long siteId, UnaryOperator<KeyDraft> edit) {
        return change(ChangePipeline.Kind.TAKES, siteId, handle -> {
            KeyTable keys = handle.attach(KeyTable.class);
            KeyDraft draft = edit.apply(keys.successor(siteId));
            List<Long> revoked = keys.revokeAll(siteId);
            NewKey key = newKey(keys, siteId, draft);
            audit(handle)
                    .add(
                            actor,
                            siteId,
                            "keys_rotated",
                            Map.of(
                                    "revoked_key_ids",
                                    revoked,
                                    "key_id",
                                    key.row().id()));
            return key;
        });
    }

    /** Changes the secret. The old one also signs for 24 more hours. This takes no right away, so it needs no confirmation. */
    public void changeWebhookSecret(AuditLog.Actor actor, long siteId) {
        jdbi.useTransaction(handle -> {
            handle.attach(SiteTable.class)
                    .changeWebhookSecret(siteId, WebhookSecret.generate(random).reveal());
            audit(handle).add(actor, siteId, "webhook_secret_changed", Map.of());
        });
    }

    /** Makes or replaces plans, for all sites that have them. */
    public Changed<List<Plan>> putPlans(AuditLog.Actor actor, List<Plan> plans) {
        return planChanges.put(actor, plans);
    }

    @Override
    public void close() {
        planChanges.close();
    }

    private <T> Changed<T> change(ChangePipeline.Kind kind, long siteId, Function<Handle, T> change) {
        return pipeline.run(kind, handle -> {
            handle.attach(SiteTable.class).lock(siteId);
            T value = change.apply(handle);
            return new ChangePipeline.Stored<>(value, pipeline.announce(handle, siteId));
        });
    }

    private NewKey newKey(KeyTable keys, long siteId, KeyDraft draft) {
        ApiKey key = ApiKey.generate(random);
        return new NewKey(keys.add(siteId, key.hash().toBytes(), key.start(), draft), key);
    }

    private static AuditLog audit(Handle handle) {
        return handle.attach(AuditLog.class);
    }

    private static void refuseTaken(Set<String> domains) {
        if (!domains.isEmpty()) {
            String names = String.join(", ", domains.stream().sorted().toList());
            throw invalid("domains", "Already registered for another site: " + names + ".");
        }
    }

    private static FailedRequest invalid(String field, String message) {
        return new FailedRequest(ApiError.invalid(Map.of(field, List.of(message))));
    }
}
