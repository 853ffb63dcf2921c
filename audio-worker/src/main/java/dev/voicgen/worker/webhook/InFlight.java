package dev.voicgen.worker.webhook;

import dev.voicgen.worker.webhook.DeliveryTable.Due;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many attempts are under way, bounded as a whole and for each receiver: a slow one fills its own places and the
 * others go on. Thread-safe.
 */
final class InFlight {

    private final int total;
    private final int perReceiver;
    private final Map<String, Integer> byReceiver = new HashMap<>();
    private int count;

    InFlight(int total, int perReceiver) {
        this.total = total;
        this.perReceiver = perReceiver;
    }

    /** The ids of those {@code due} that there is a place for, in their order. Takes no place. */
    synchronized List<String> choose(List<Due> due) {
        Map<String, Integer> busy = new HashMap<>(byReceiver);
        List<String> chosen = new ArrayList<>();
        for (Due delivery : due) {
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

    /** The receivers without a free place. */
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
