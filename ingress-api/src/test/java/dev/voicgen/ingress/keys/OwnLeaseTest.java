package dev.voicgen.ingress.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.key.ControlRecord.Heartbeat;
import dev.voicgen.contracts.key.Lease;
import dev.voicgen.contracts.key.LeaseTerms;
import dev.voicgen.contracts.key.Moment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OwnLeaseTest {

    private static final Moment START = new Moment(5_000_000_000L, 1_800_000_000_000L);

    private Moment now = START;
    private final OwnLease lease = new OwnLease("instance", () -> now);

    @Test
    void nothing_is_trusted_before_a_probe_came_back() {
        lease.issue(-1);

        assertThat(lease.holdsAt(now)).isFalse();
        assertThat(lease.ageSeconds()).isNaN();
    }

    @Test
    void the_lease_counts_from_the_sending_of_the_probe() {
        Heartbeat probe = lease.issue(7);
        pass(Duration.ofMillis(1_500));

        lease.readBack(probe.sequence());

        assertThat(probe).isEqualTo(new Heartbeat("instance", 1, 7));
        assertThat(lease.earned()).isEqualTo(new Lease(START));
        assertThat(lease.ageSeconds()).isEqualTo(1.5);
        assertThat(lease.holdsAt(after(START, LeaseTerms.TERM.minusNanos(1)))).isTrue();
        assertThat(lease.holdsAt(after(START, LeaseTerms.TERM))).isFalse();
    }

    @Test
    void an_earlier_probe_that_is_read_late_shortens_nothing() {
        Heartbeat early = lease.issue(-1);
        pass(Duration.ofMillis(500));
        Heartbeat late = lease.issue(-1);

        lease.readBack(late.sequence());
        lease.readBack(early.sequence());

        assertThat(lease.earned()).isEqualTo(new Lease(now));
    }

    @Test
    void a_probe_that_was_never_sent_earns_nothing() {
        lease.issue(-1);

        lease.readBack(2);

        assertThat(lease.holdsAt(now)).isFalse();
    }

    @Test
    void a_probe_older_than_a_lease_is_forgotten_with_the_next_one() {
        Heartbeat lost = lease.issue(-1);
        pass(LeaseTerms.TERM.plusNanos(1));
        lease.issue(-1);

        lease.readBack(lost.sequence());

        assertThat(lease.earned()).isNull();
    }

    @Test
    void who_waits_for_the_next_probe_is_not_answered_by_one_that_was_under_way() {
        Heartbeat underWay = lease.issue(-1);
        CompletableFuture<Void> waiting = lease.nextProbe();
        lease.readBack(underWay.sequence());
        assertThat(waiting).isNotDone();

        lease.readBack(lease.issue(-1).sequence());

        assertThat(waiting).isCompleted();
    }

    @Test
    void a_later_probe_answers_those_who_waited_for_an_earlier_one() {
        CompletableFuture<Void> waiting = lease.nextProbe();
        lease.issue(-1);

        lease.readBack(lease.issue(-1).sequence());

        assertThat(waiting).isCompleted();
    }

    @Test
    void a_suspension_ends_it() {
        lease.readBack(lease.issue(-1).sequence());

        Moment awake = new Moment(now.monotonicNanos(), now.wallMillis() + LeaseTerms.CLOCK_JUMP.toMillis() + 1);

        assertThat(lease.holdsAt(awake)).isFalse();
    }

    @Test
    void an_ended_lease_holds_no_more_and_never_again() {
        Heartbeat underWay = lease.issue(-1);
        lease.end();

        lease.readBack(underWay.sequence());

        assertThat(lease.holdsAt(now)).isFalse();
    }

    private void pass(Duration time) {
        now = after(now, time);
    }

    private static Moment after(Moment moment, Duration time) {
        return new Moment(moment.monotonicNanos() + time.toNanos(), moment.wallMillis() + time.toMillis());
    }
}
