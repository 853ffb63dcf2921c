package dev.voicgen.keyadmin.site;

import dev.voicgen.catalog.SiteSnapshots;
import dev.voicgen.contracts.key.ControlRecord;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.keyadmin.revocation.Confirmation;
import dev.voicgen.keyadmin.revocation.ControlLog;
import dev.voicgen.platform.outbox.Outbox;
import dev.voicgen.platform.outbox.OutboxRelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a change of a site from the tables to every instance of the API. First, one transaction changes the tables and
 * writes the site's new snapshot to the outbox. Then the snapshot goes to both logs. Then, if the change takes a right away,
 * the call waits until no instance grants it. If this process dies in between, another one publishes the outbox. Thread-safe.
 */
final class ChangePipeline {

    /** The effect of a change on rights. */
    enum Kind {
        /** Only grants: in force once it is on the log, because an instance reads on before it refuses an unknown key. */
        ADDS,
        /** May take a right away: in force once no instance trusts an older snapshot. */
        TAKES
    }

    /** The result of a change inside its transaction: the answer, and the new snapshot of the site. */
    record Stored<T>(T value, Announcement announcement) {}

    /** A new snapshot in the outbox, once for each log. */
    record Announcement(long siteId, long version, List<Outbox.Row> rows) {}

    private static final Logger log = LoggerFactory.getLogger(ChangePipeline.class);
    private static final Duration CONFIRM_WITHIN = Duration.ofSeconds(3);

    private final Jdbi jdbi;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final ControlLog controlLog;

    ChangePipeline(Jdbi jdbi, Outbox outbox, OutboxRelay relay, ControlLog controlLog) {
        this.jdbi = jdbi;
        this.outbox = outbox;
        this.relay = relay;
        this.controlLog = controlLog;
    }

    /** Runs {@code change} in a transaction, publishes and confirms it. Returns within some seconds in any case. */
    <T> SiteChanges.Changed<T> run(Kind kind, Function<Handle, Stored<T>> change) {
        Stored<T> stored = jdbi.inTransaction(change::apply);
        long storedAt = System.nanoTime();
        Announcement announcement = stored.announcement();
        Confirmation confirmation = new Confirmation.Pending();
        if (publish(List.of(announcement))) {
            confirmation = kind == Kind.ADDS ? new Confirmation.Published() : confirm(announcement, storedAt);
        }
        if (confirmation instanceof Confirmation.Pending) {
            log.warn(
                    "site={} change is stored but not confirmed in time; it is carried on in the background",
                    announcement.siteId());
        }
        return new SiteChanges.Changed<>(stored.value(), confirmation);
    }

    Announcement announce(Handle handle, long siteId) {
        return announce(handle, List.of(siteId)).get(0);
    }

    /**
     * Gives each site its next version and writes its snapshot to the outbox for both logs. The snapshots are read while the
     * sites are locked, so of two announcements of a site the later version is also the later state.
     */
    List<Announcement> announce(Handle handle, List<Long> siteIds) {
        handle.attach(SiteTable.class).nextVersions(siteIds.toArray(Long[]::new));
        return SiteSnapshots.ofSites(handle, siteIds).stream()
                .map(site -> announce(handle, site))
                .toList();
    }

    private Announcement announce(Handle handle, SiteSnapshot site) {
        String siteId = String.valueOf(site.siteId());
        ControlRecord.SiteUpdated updated = new ControlRecord.SiteUpdated(site);
        Outbox.Row command = outbox.add(handle, Topics.SITE_COMMANDS, siteId, new SiteCommand.SiteChanged(site));
        Outbox.Row control = outbox.add(handle, Topics.KEY_CONTROL, updated.key(), updated);
        return new Announcement(site.siteId(), site.version(), List.of(command, control));
    }

    /** As {@link #announce(Handle, long)}, for a new site, which begins with the newest rules. */
    Announcement announceNew(Handle handle, long siteId) {
        Announcement first = announce(handle, siteId);
        List<Outbox.Row> rows = new ArrayList<>(first.rows());
        rows.add(RulesAdoption.adopt(handle, outbox, siteId));
        return new Announcement(siteId, first.version(), rows);
    }

    /** Whether all are on both logs now. If not, the relay publishes them in the background. */
    boolean publish(List<Announcement> announcements) {
        return relay.publish(announcements.stream()
                .flatMap(announcement -> announcement.rows().stream())
                .toList());
    }

    /** Waits until no instance trusts a snapshot, of any site, that was on the log before the announcement. */
    Confirmation confirm(Announcement announcement, long storedAtNanos) {
        try {
            return controlLog
                    .confirm(announcement.siteId(), announcement.version(), storedAtNanos, CONFIRM_WITHIN)
                    .get(CONFIRM_WITHIN.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.warn("site={} confirmation failed", announcement.siteId(), e);
            return new Confirmation.Pending();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Confirmation.Pending();
        }
    }
}
