package dev.voicgen.ingress.keys;

import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.site.SiteSnapshot.LiveKey;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.contracts.value.KeyHash;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every site's rights by key, domain and id. One thread writes, any number read without a lock; a reader gets a site's
 * rights whole, as they were before a change or after it. When {@link #apply} has returned, no reader that begins later
 * sees what it took away.
 */
final class KeyMap {

    private final Map<KeyHash, KeyDecision.Known> keys = new ConcurrentHashMap<>();
    private final Map<Domain, SiteSnapshot> domains = new ConcurrentHashMap<>();
    private final Map<Long, SiteSnapshot> sites = new ConcurrentHashMap<>();
    private final Set<Long> unreadable = ConcurrentHashMap.newKeySet();
    /** There are a handful of plans and as many sites as there are customers; the same of subscriptions without an end. */
    private final Map<Plan, Plan> plans = new HashMap<>();

    private final Map<Subscription.Status, Subscription> endless = new EnumMap<>(Subscription.Status.class);

    /** Takes in {@code read} unless something newer of the site is there. */
    void apply(SiteSnapshot read) {
        SiteSnapshot before = sites.get(read.siteId());
        if (before != null && before.version() >= read.version()) {
            return;
        }
        SiteSnapshot site = withSharedParts(read);
        sites.put(site.siteId(), site);
        for (LiveKey key : site.keys()) {
            keys.put(key.hash(), new KeyDecision.Known(site, key));
        }
        for (Domain domain : site.domains()) {
            domains.put(domain, site);
        }
        if (before != null) {
            takeAway(before);
        }
        unreadable.remove(site.siteId());
    }

    /** What a site lost may meanwhile be another's: a domain can move. */
    private void takeAway(SiteSnapshot before) {
        for (LiveKey key : before.keys()) {
            keys.computeIfPresent(key.hash(), (hash, known) -> isSame(known.site(), before) ? null : known);
        }
        for (Domain domain : before.domains()) {
            domains.computeIfPresent(domain, (name, holder) -> isSame(holder, before) ? null : holder);
        }
    }

    private static boolean isSame(SiteSnapshot one, SiteSnapshot other) {
        return one.siteId() == other.siteId() && one.version() == other.version();
    }

    private SiteSnapshot withSharedParts(SiteSnapshot site) {
        Plan plan = plans.computeIfAbsent(site.plan(), same -> same);
        return new SiteSnapshot(
                site.siteId(),
                site.version(),
                site.active(),
                plan,
                shared(site.subscription()),
                site.monthlyPosts(),
                site.defaultVoiceId(),
                site.domains(),
                site.keys());
    }

    private Subscription shared(Subscription subscription) {
        return subscription.trialEndsAt() == null
                ? endless.computeIfAbsent(subscription.status(), status -> subscription)
                : subscription;
    }

    /** Notes that the site has changed in a way this map could not take in. */
    void applyUnreadable(long siteId) {
        unreadable.add(siteId);
    }

    /** Whether a key or domain that is not found here does not exist. */
    boolean isComplete() {
        return unreadable.isEmpty();
    }

    /** The live key with {@code hash}. */
    Optional<KeyDecision> key(KeyHash hash) {
        return Optional.<KeyDecision.Known>ofNullable(keys.get(hash))
                .filter(known -> isReadable(known.site()))
                .map(known -> known);
    }

    /** The site that {@code host} belongs to. */
    Optional<SiteSnapshot> siteOf(Domain host) {
        return host.coveredBy()
                .map(domains::get)
                .filter(Objects::nonNull)
                .findFirst()
                .filter(this::isReadable);
    }

    private boolean isReadable(SiteSnapshot site) {
        return unreadable.isEmpty() || !unreadable.contains(site.siteId());
    }

    Optional<SiteSnapshot> site(long siteId) {
        return Optional.ofNullable(sites.get(siteId));
    }

    int size() {
        return keys.size();
    }
}
