package dev.voicgen.ingress.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.limit.LimitCounts;
import dev.voicgen.contracts.site.RequestLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final Instant START = Instant.parse("2026-03-31T12:00:00Z");
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final RequestLimits THREE = new RequestLimits(3, 3, 3, 3);

    private final MovableClock clock = new MovableClock();
    private final RateLimits limits = new RateLimits(clock, WINDOW);

    @Test
    void window_opens_at_the_first_request_and_is_forgotten_when_it_ends() {
        clock.now = START.plusSeconds(7);
        assertThat(count().remaining()).isEqualTo(2);
        count();
        count();

        clock.now = START.plusSeconds(66);
        Allowance refused = count();
        clock.now = START.plusSeconds(67);
        Allowance next = count();

        assertThat(refused.allowed()).isFalse();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.refusal().headers())
                .containsEntry("Retry-After", "1")
                .containsEntry(
                        "X-RateLimit-Reset",
                        String.valueOf(START.plusSeconds(67).getEpochSecond()));
        assertThat(next.allowed()).isTrue();
        assertThat(next.remaining()).isEqualTo(2);
    }

    @Test
    void subjects_and_rules_share_no_window() {
        for (int i = 0; i < 4; i++) {
            count();
        }

        assertThat(limits.count(LimitRule.KEY, "other", THREE).allowed()).isTrue();
        assertThat(limits.count(LimitRule.DOMAIN, "k", THREE).allowed()).isTrue();
        assertThat(count().allowed()).isFalse();
    }

    @Test
    void change_of_the_plan_changes_the_limit_and_not_what_is_used() {
        for (int i = 0; i < 3; i++) {
            count();
        }

        Allowance raised = limits.count(LimitRule.KEY, "k", new RequestLimits(5, 5, 5, 5));
        Allowance lowered = limits.count(LimitRule.KEY, "k", new RequestLimits(2, 2, 2, 2));

        assertThat(raised.limit()).isEqualTo(5);
        assertThat(raised.remaining()).isEqualTo(1);
        assertThat(lowered.allowed()).isFalse();
    }

    @Test
    void what_is_let_in_elsewhere_counts() {
        count();

        limits.countAllowedElsewhere(LimitRule.KEY, elsewhere(START, 1));

        assertThat(count().remaining()).isZero();
        assertThat(count().allowed()).isFalse();
    }

    @Test
    void what_is_let_in_elsewhere_first_opens_the_window_here() {
        clock.now = START.plusSeconds(10);
        limits.countAllowedElsewhere(LimitRule.KEY, elsewhere(START, 2));
        assertThat(count().remaining()).isZero();

        clock.now = START.plusSeconds(60);

        assertThat(count().remaining()).isEqualTo(2);
    }

    @Test
    void window_begins_with_the_first_request_anywhere() {
        clock.now = START.plusSeconds(1);
        count();

        limits.countAllowedElsewhere(LimitRule.KEY, elsewhere(START, 3));

        assertThat(count().resetsAt()).isEqualTo(START.plus(WINDOW));
    }

    @Test
    void window_that_begins_behind_the_end_of_this_one_replaces_it() {
        for (int i = 0; i < 3; i++) {
            count();
        }
        clock.now = START.plusSeconds(59);

        limits.countAllowedElsewhere(LimitRule.KEY, elsewhere(START.plusSeconds(60), 1));

        assertThat(count().remaining()).isEqualTo(1);
    }

    @Test
    void window_that_has_ended_counts_no_more() {
        clock.now = START.plusSeconds(60);
        count();

        limits.countAllowedElsewhere(LimitRule.KEY, elsewhere(START, 3));
        limits.countAllowedElsewhere(LimitRule.KEY, elsewhere(START.plusSeconds(300), 3));

        assertThat(count().remaining()).isEqualTo(1);
    }

    @Test
    void what_was_let_in_is_told_once() {
        count();
        count();
        count();
        count();

        assertThat(limits.takeUntold()).containsExactly(new LimitCounts.Count("KEY", "k", 3, START, 3));
        assertThat(limits.takeUntold()).isEqualTo(List.of());
    }

    private Allowance count() {
        return limits.count(LimitRule.KEY, "k", THREE);
    }

    private static LimitCounts.Count elsewhere(Instant openedAt, int requests) {
        return new LimitCounts.Count("KEY", "k", 3, openedAt, requests);
    }

    private static final class MovableClock extends Clock {

        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
