package dev.voicgen.worker.webhook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts the running attempts and bounds them, in total and for each receiver. So a slow receiver fills its own places only.
 * Thread-safe.
 */
final class InFlightLimits {

    private final int total;
    private final int perReceiver;
    private final Map<String, Integer> byReceiver = new HashMap<>();
    private int count;

    InFlightLimits(int total, int perReceiver) {
        this.total = total;
        this.perReceiver = perReceiver;
    }

    /** The ids of those of {@code due} that have a place now, in their order. Occupies no place. */
    synchronized List<String> choose(List<DeliveryTable.Due> due) {
        Map<String, Integer> busy = new HashMap<>(byReceiver);
        List<String> chosen = new ArrayList<>();
        for (DeliveryTable.Due delivery : due) {
            if (count + chosen.size() < total && busy.getOrDefault(delivery.receiver(), 0) < perReceiver) {
                busy.merge(delivery.receiver(), 1, Integer::sum);
                chosen.add(delivery.id());
            }
        }
        return chosen;
    }

    synchronized void enter(String receiver) {
        byReceiver.merge(receiver, 1, Integer::sum);
        count++;
    }

    synchronized void leave(String receiver) {
        byReceiver.computeIfPresent(receiver, (host, busy) -> busy == 1 ? null : busy - 1);
        count--;
    }

    /** The receivers that have no free place. */
    synchronized Set<String> full() {
        Set<String> full = new HashSet<>();
        byReceiver.forEach((receiver, busy) -> {
            if (busy >= perReceiver) {
                full.add(receiver);
            }
        });
        return full;
    }

    synchronized boolean isFull() {
        return count >= total;
    }

    synchronized int count() {
        return count;
    }
}
