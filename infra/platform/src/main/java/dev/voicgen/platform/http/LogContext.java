package dev.voicgen.platform.http;

import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.MDC;

/** What the log lines of a request have in common, its id above all, carried to the threads of its later steps. */
public final class LogContext {

    private LogContext() {}

    /**
     * Runs tasks on {@code threads} with the log context that the calling thread has now, whichever thread hands them in later: a
     * step that waits for Kafka is handed in by Kafka's thread. Refuses what {@code threads} refuses.
     */
    public static Executor carriedTo(Executor threads) {
        Map<String, String> context = MDC.getCopyOfContextMap();
        return task -> threads.execute(() -> run(task, context));
    }

    /** Puts back what was there: a full pool may let the one who hands a task in run it. */
    private static void run(Runnable task, Map<String, String> context) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        set(context);
        try {
            task.run();
        } finally {
            set(before);
        }
    }

    private static void set(Map<String, String> context) {
        if (context == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(context);
        }
    }
}
