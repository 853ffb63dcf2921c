package dev.voicgen.platform.service;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a process running until SIGTERM or Ctrl-C. */
public final class OrderlyStop {

    private static final Logger log = LoggerFactory.getLogger(OrderlyStop.class);
    private static final int NOTHING_WENT_WRONG = 0;
    private static final int NOT_CLOSED = 1;

    private OrderlyStop() {}

    /**
     * Never returns: on a signal it closes {@code running} and ends the process, with 0 where that went well. Left alone,
     * Java would report the signal (143) for a stop in good order as it does for one in none.
     */
    public static void await(AutoCloseable running) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(running), "shutdown"));
        new CountDownLatch(1).await();
    }

    private static void end(AutoCloseable running) {
        int status = NOTHING_WENT_WRONG;
        try {
            running.close();
        } catch (Exception e) {
            log.error("did not stop cleanly", e);
            status = NOT_CLOSED;
        }
        System.out.flush();
        Runtime.getRuntime().halt(status);
    }
}
