package dev.voicgen.bench;

import dev.voicgen.bench.load.DriverProcess;
import dev.voicgen.bench.load.LoadPlan;
import dev.voicgen.bench.load.LoadResult;
import java.io.IOException;
import java.util.List;

/** A server under load: what is sent there and what is to be answered. */
record LoadTarget(DriverProcess driver, int port, List<String> requests, int expectedStatus) {

    private static final String HOST = "127.0.0.1";
    private static final int WARM_UP_CONNECTIONS = 128;
    private static final int WARM_UP_SECONDS = 90;

    /** With fewer than 100,000 the compiler is still at work, and figures are up to three times too low. */
    void warmUp(int requests) throws IOException {
        checked(plan(WARM_UP_CONNECTIONS, WARM_UP_SECONDS, requests, 0));
    }

    /** As fast as {@code connections} allow. */
    LoadResult flood(int connections, double seconds) throws IOException {
        return checked(plan(connections, seconds, 0, 0));
    }

    /** {@code perSecond}, whatever the answers take. */
    LoadResult pace(int connections, double seconds, int perSecond) throws IOException {
        return checked(plan(connections, seconds, 0, perSecond));
    }

    private LoadPlan plan(int connections, double seconds, long atMost, int perSecond) {
        return new LoadPlan(HOST, port, requests, expectedStatus, connections, seconds, atMost, perSecond);
    }

    /** A figure that counts other answers than it is about is none. */
    private LoadResult checked(LoadPlan plan) throws IOException {
        LoadResult result = driver.run(plan);
        if (result.broken() > 0 || result.unexpected() > result.answered() / 100) {
            throw new IllegalStateException("of " + result.answered() + " answers " + result.unexpected() + " were not "
                    + expectedStatus + ", and " + result.broken() + " connections broke");
        }
        return result;
    }
}
