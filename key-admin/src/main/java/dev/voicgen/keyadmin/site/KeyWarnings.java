package dev.voicgen.keyadmin.site;

import dev.voicgen.catalog.SiteSnapshots;
import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.SiteSnapshot;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Says why the keys of a site are refused at a moment, in words for the people who make and see them. */
public record KeyWarnings(SiteSnapshot site, Instant now) {

    public static KeyWarnings of(Jdbi jdbi, long siteId) {
        return new KeyWarnings(
                jdbi.withHandle(handle -> SiteSnapshots.ofSite(handle, siteId)).orElseThrow(), Instant.now());
    }

    /**
     * Why a key of this kind is refused; empty where it is accepted.
     *
     * @param integration rest or plugin
     */
    public Optional<String> of(String integration) {
        return site.refusalOf(Integration.valueOf(integration.toUpperCase(Locale.ROOT)), now)
                .map(reason -> switch (reason) {
                    case PLAN_RESTRICTION ->
                        "The site's plan, " + site.plan().name()
                                + ", has no REST access: this key is answered 403 until"
                                + " the plan is another. A plugin key works on every plan.";
                    case SITE_INACTIVE -> "The site is inactive: its keys are answered 401 until it is active again.";
                    case SUBSCRIPTION_INACTIVE ->
                        "The site's subscription is inactive: its keys are answered 401 until it is active again.";
                    case TRIAL_EXPIRED ->
                        "The site's trial has ended: its keys are answered 401 until it has a subscription.";
                    default -> throw new IllegalStateException("no reason to refuse a live key: " + reason);
                });
    }

    /** Whether the plan accepts REST keys. */
    public boolean restAccess() {
        return site.plan().restAccess();
    }
}
