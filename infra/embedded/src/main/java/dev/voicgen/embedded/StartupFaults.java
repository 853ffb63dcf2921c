package dev.voicgen.embedded;

import java.util.concurrent.atomic.AtomicReference;
import kafka.server.FaultHandlerFactory;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's own handler ends the process on a fatal fault. That is right for a broker in service, which must not go on
 * acknowledging; while it starts or stops, its caller is to get an exception instead.
 */
final class StartupFaults implements FaultHandlerFactory {
    private static final Logger LOG = LoggerFactory.getLogger(StartupFaults.class);

    private final FaultHandlerFactory standard = new StandardFaultHandlerFactory();
    private final AtomicReference<RuntimeException> first = new AtomicReference<>();
    private volatile boolean inService;

    @Override
    public FaultHandler build(String name, boolean fatal, Runnable action) {
        FaultHandler handler = standard.build(name, fatal, action);
        if (!fatal) {
            return handler;
        }
        return (message, cause) -> inService ? handler.handleFault(message, cause) : record(name, message, cause);
    }

    private RuntimeException record(String name, String message, Throwable cause) {
        LOG.error("kafka_fault part=\"{}\" message=\"{}\"", name, message, cause);
        RuntimeException fault = new IllegalStateException(name + ": " + message, cause);
        first.compareAndSet(null, fault);
        return fault;
    }

    /**
     * From now on a fatal fault ends the process.
     *
     * @throws RuntimeException the first fault that was met until now
     */
    void enterService() {
        if (first.get() != null) {
            throw first.get();
        }
        inService = true;
    }

    void leaveService() {
        inService = false;
    }
}
