package dev.voicgen.quota.audit;

import dev.voicgen.contracts.site.UsageCount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares the counts of months on their topic and in the database with the fold at the same place of the log. */
final class PublishedCounts {

    /** @param where the count was published, for people */
    private record Claim(String where, UsageCount count) {}

    private record Place(String key, long offset) {}

    private final Map<Place, List<Claim>> open = new LinkedHashMap<>();
    private final Map<String, Long> newestOnTopic = new HashMap<>();
    private final Map<String, UsageCount> newestCommitted = new HashMap<>();
    private final List<String> differences = new ArrayList<>();
    private int checked;

    void onTopic(UsageCount count) {
        newestOnTopic.merge(count.key(), count.offset(), Math::max);
        claim("usage.counters", count);
    }

    void inDatabase(UsageCount count) {
        claim("usage_month", count);
    }

    /** @param committed whether admission has committed the command of this count */
    void folded(UsageCount count, boolean committed) {
        List<Claim> claims = open.remove(new Place(count.key(), count.offset()));
        if (claims != null) {
            claims.forEach(claim -> compare(claim, count));
        }
        if (committed) {
            newestCommitted.put(count.key(), count);
        }
    }

    int checked() {
        return checked;
    }

    /** Counts at a place of the log where the fold has none. */
    List<String> unknown() {
        return open.values().stream()
                .flatMap(List::stream)
                .map(claim -> claim.where() + " says " + claim.count())
                .toList();
    }

    List<String> differences() {
        List<String> all = new ArrayList<>(differences);
        newestCommitted.forEach((key, count) -> {
            if (newestOnTopic.getOrDefault(key, -1L) < count.offset()) {
                all.add("usage.counters lacks " + count);
            }
        });
        return all;
    }

    private void claim(String where, UsageCount count) {
        open.computeIfAbsent(new Place(count.key(), count.offset()), first -> new ArrayList<>())
                .add(new Claim(where, count));
    }

    private void compare(Claim claim, UsageCount folded) {
        checked++;
        if (!claim.count().equals(folded)) {
            differences.add(claim.where() + " says " + claim.count() + ", the log says " + folded);
        }
    }
}
