package dev.voicgen.platform.service;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of something that is being put together: closed in the reverse order, all of them, once. Thread-safe. */
public final class Ownership implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Ownership.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    /** Answers {@code part}, which is closed before those that were taken earlier. */
    public synchronized <T extends AutoCloseable> T take(T part) {
        parts.push(part);
        return part;
    }

    /** What cannot be closed is told in the log, and the others are closed all the same. */
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.warn("{} did not stop cleanly", part.getClass().getSimpleName(), e);
            }
        }
    }
}
