package dev.voicgen.platform.http;

import dev.voicgen.platform.config.HttpSettings;
import dev.voicgen.platform.service.Health;
import io.javalin.Javalin;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.util.function.Supplier;

/** The HTTP side of a service that has no API of its own: {@code /healthz} and {@code /metrics}. */
public final class HealthServer implements AutoCloseable {

    private final Javalin javalin;
    private final URI url;

    private HealthServer(Javalin javalin, URI url) {
        this.javalin = javalin;
        this.url = url;
    }

    public static HealthServer start(HttpSettings http, Supplier<Health> health, PrometheusMeterRegistry metrics) {
        Javalin javalin = Javalin.create(config -> HttpBasics.configure(config, http, health, metrics))
                .start();
        return new HealthServer(javalin, HttpBasics.url(http, javalin.port()));
    }

    public URI url() {
        return url;
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
