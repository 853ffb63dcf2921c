package dev.voicgen.platform.service;

import java.net.URI;

/** A service that has started. Thread-safe. */
public interface Service extends AutoCloseable {

    /** Where it answers, {@code /healthz} at least. */
    URI url();

    /** Asks every part, each with a deadline; some seconds at most. */
    Health health();

    /** Stops in the reverse order of the start; running work is finished or given back. */
    @Override
    void close();
}
