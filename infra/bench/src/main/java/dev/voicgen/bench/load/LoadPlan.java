package dev.voicgen.bench.load;

import java.util.List;

/**
 * What the driver is to do.
 *
 * @param requests whole HTTP/1.1 requests, sent in turn; {@link #NUMBER} in one is replaced by another number each time
 * @param expectedStatus everything else is counted as unexpected
 * @param atMostRequests 0: no bound
 * @param perSecond sent on a schedule that does not wait for answers, or 0: as fast as the connections allow
 */
public record LoadPlan(
        String host,
        int port,
        List<String> requests,
        int expectedStatus,
        int connections,
        double seconds,
        long atMostRequests,
        int perSecond) {

    /** As wide as what replaces it, so that lengths stay true. */
    public static final String NUMBER = "##########";

    public LoadPlan {
        requests = List.copyOf(requests);
    }
}
