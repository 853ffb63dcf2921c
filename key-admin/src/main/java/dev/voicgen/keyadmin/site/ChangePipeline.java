package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.key.ControlRecord;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.keyadmin.revocation.Confirmation;
import dev.voicgen.keyadmin.revocation.ControlLog;
import dev.voicgen.platform.outbox.Outbox;
import dev.voicgen.platform.outbox.OutboxRelay;
import dev.voicgen.platform.site.SiteSnapshots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a change from the tables to every instance: one transaction that also writes the new snapshots to the outbox,
 * then the logs, then, for a change that takes a right away, the wait until nobody grants it. Dying in between loses
 * nothing: the outbox is carried on by whoever lives. Thread-safe.
 */
final class ChangePipeline {

    /** What a change may do to rights. */
    enum Kind {
        /** Only grants: in force once it is on the log, because nobody refuses what they cannot have read yet. */
        ADDS,
        /** May take away: in force once no instance trusts anything older. */
        TAKES
    }

    /** A change inside its transaction: what it answers, and the sites whose rights are now others. */
    record Stored<T>(T value, List<Announcement> announcements) {}

    /** A new snapshot in the outbox. */
    record Announcement(long siteId, long version, List<Outbox.Row> rows) {}

    private static final Logger log = LoggerFactory.getLogger(ChangePipeline.class);
    private static final Duration CONFIRM_WITHIN = Duration.ofSeconds(3);
    private static final int PUBLISHED_AT_ONCE = 500;

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

    /** Runs {@code change} in a transaction and sees it through. Returns within some seconds in any case. */
    <T> Changed<T> run(Kind kind, Function<Handle, Stored<T>> change) {
        Stored<T> stored = jdbi.inTransaction(change::apply);
        long committedAt = System.nanoTime();
        Effect effect = publish(stored.announcements())
                ? kind == Kind.ADDS ? new Effect.Published() : confirm(stored.announcements(), committedAt)
                : new Effect.Pending();
        if (effect instanceof Effect.Pending) {
            log.warn(
                    "sites={} change is stored but not confirmed in time; it is carried on in the background",
                    stored.announcements().size());
        }
        return new Changed<>(stored.value(), effect);
    }

    /** Gives the site its next version and notes its snapshot for both logs. */
    Announcement announce(Handle handle, long siteId) {
        handle.createUpdate("update site set version = version + 1 where id = :id")
                .bind("id", siteId)
                .execute();
        SiteSnapshot site = SiteSnapshots.ofSite(handle, siteId).orElseThrow();
        ControlRecord.SiteUpdated updated = new ControlRecord.SiteUpdated(site);
        Outbox.Row command =
                outbox.add(handle, Topics.SITE_COMMANDS, String.valueOf(siteId), new SiteCommand.SiteChanged(site));
        Outbox.Row control = outbox.add(handle, Topics.KEY_CONTROL, updated.key(), updated);
        return new Announcement(siteId, site.version(), List.of(command, control));
    }

    private boolean publish(List<Announcement> announcements) {
        List<Outbox.Row> rows = announcements.stream()
                .flatMap(announcement -> announcement.rows().stream())
                .toList();
        for (int from = 0; from < rows.size(); from += PUBLISHED_AT_ONCE) {
            if (!relay.publish(rows.subList(from, Math.min(rows.size(), from + PUBLISHED_AT_ONCE)))) {
                return false;
            }
        }
        return true;
    }

    private Effect confirm(List<Announcement> announcements, long committedAt) {
        List<CompletableFuture<Confirmation>> confirmations = new ArrayList<>();
        for (Announcement announcement : announcements) {
            confirmations.add(controlLog.confirm(announcement.siteId(), announcement.version(), CONFIRM_WITHIN));
        }
        try {
            CompletableFuture.allOf(confirmations.toArray(CompletableFuture[]::new))
                    .get(CONFIRM_WITHIN.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.warn("confirmation failed", e);
            return new Effect.Pending();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Effect.Pending();
        }
        return together(
                confirmations.stream().map(CompletableFuture::join).toList(),
                Duration.ofNanos(System.nanoTime() - committedAt));
    }

    /** The effect of a change of several sites: confirmed where each is. */
    static Effect together(List<Confirmation> confirmations, Duration took) {
        int instances = 0;
        int leases = 0;
        for (Confirmation confirmation : confirmations) {
            if (!(confirmation instanceof Confirmation.Confirmed confirmed)) {
                return new Effect.Pending();
            }
            instances = Math.max(instances, confirmed.instancesConfirmed());
            leases = Math.max(leases, confirmed.leasesWaitedOut());
        }
        return new Effect.Confirmed(instances, leases, took);
    }
}
