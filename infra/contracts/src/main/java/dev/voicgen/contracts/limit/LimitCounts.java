package dev.voicgen.contracts.limit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Requests that one instance has allowed since its last record.
 *
 * @param instance new with each start, so that an instance that is started again learns from its former self
 */
public record LimitCounts(String instance, List<Count> counts) {

    public LimitCounts {
        counts = List.copyOf(counts);
    }

    /**
     * Of one key or domain.
     *
     * @param rule the limit that counts them; a reader may know of fewer
     * @param subject the key's id or the domain
     * @param limit requests in a window, as the instance knows the plan
     * @param openedAt when its window opened there
     * @param requests how many more were allowed
     */
    public record Count(String rule, String subject, int limit, Instant openedAt, int requests) {

        public Count {
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(openedAt, "openedAt");
        }
    }
}
