package dev.voicgen.platform.service;

import dev.voicgen.platform.config.InvalidSettings;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one service as a process of its own: one line when it is ready, a clean stop on SIGTERM and Ctrl-C. */
public final class ServiceMain {

    private static final Logger log = LoggerFactory.getLogger(ServiceMain.class);

    private ServiceMain() {}

    /**
     * Starts the service from the environment and runs it until the process ends. Exits with 2 where the settings are bad and
     * with 1 where it cannot start, for whatever reason.
     */
    public static void run(String name, Function<Map<String, String>, ? extends Service> start) {
        try {
            Service service = start.apply(System.getenv());
            System.out.println(name + " ready at " + service.url());
            OrderlyStop.await(service);
        } catch (InvalidSettings e) {
            System.err.println(name + " cannot start: " + e.getMessage());
            System.exit(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            // Also an Error, such as of a native library that is missing: threads that had been started would otherwise
            // keep a process alive that never becomes ready.
            log.error("service={} cannot start", name, e);
            System.err.println(name + " cannot start: " + (e.getMessage() == null ? e : e.getMessage()));
            System.exit(1);
        }
    }
}
