package dev.voicgen.contracts.site;

import static java.util.Objects.requireNonNull;

import dev.voicgen.contracts.value.Domain;
import dev.voicgen.contracts.value.KeyHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything a site may do, whole. Every change of a right (key made, revoked or rotated, plan, subscription, domain,
 * activity) is a new snapshot, so applying one is a replacement, applying it twice changes nothing, and a key that is not
 * in the newest one is dead.
 *
 * @param version grows with every change of this site; of two snapshots the higher one holds
 * @param monthlyPosts the site's own cap in place of the plan's; null: as the plan says
 * @param defaultVoiceId null: the platform's first voice of the language
 * @param keys the live keys, and no others
 */
public record SiteSnapshot(
        long siteId,
        long version,
        boolean active,
        Plan plan,
        Subscription subscription,
        Integer monthlyPosts,
        Long defaultVoiceId,
        List<Domain> domains,
        List<LiveKey> keys) {

    /** A key that is accepted. */
    public record LiveKey(long keyId, KeyHash hash, Integration integration) {

        public LiveKey {
            requireNonNull(hash, "hash");
            requireNonNull(integration, "integration");
        }
    }

    public SiteSnapshot {
        requireNonNull(plan, "plan");
        requireNonNull(subscription, "subscription");
        domains = List.copyOf(domains);
        keys = List.copyOf(keys);
    }

    /** The live key with {@code hash}, if the site has it. */
    public Optional<LiveKey> key(KeyHash hash) {
        return keys.stream().filter(key -> key.hash().equals(hash)).findFirst();
    }

    /** New English posts a calendar month, the site's own number before the plan's; empty: no cap. */
    public Optional<Integer> monthlyLimit() {
        return Optional.ofNullable(monthlyPosts != null ? monthlyPosts : plan.monthlyPosts());
    }

    /**
     * Why {@code key} of this site is refused at {@code now}, or empty if it is accepted. The one rule for every route with
     * a key, at the edge by the instance's clock and at admission by the log's.
     */
    public Optional<RefusalReason> refusalOf(LiveKey key, Instant now) {
        return refusalOf(key.integration(), now);
    }

    /** The same for any live key of that kind. */
    public Optional<RefusalReason> refusalOf(Integration integration, Instant now) {
        if (!active) {
            return Optional.of(RefusalReason.SITE_INACTIVE);
        }
        return switch (subscription.standingAt(now)) {
            case INACTIVE -> Optional.of(RefusalReason.SUBSCRIPTION_INACTIVE);
            case TRIAL_EXPIRED -> Optional.of(RefusalReason.TRIAL_EXPIRED);
            case GOOD ->
                integration == Integration.REST && !plan.restAccess()
                        ? Optional.of(RefusalReason.PLAN_RESTRICTION)
                        : Optional.empty();
        };
    }
}
