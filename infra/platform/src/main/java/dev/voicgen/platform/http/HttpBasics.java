package dev.voicgen.platform.http;

import dev.voicgen.platform.config.HttpSettings;
import dev.voicgen.platform.service.Health;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every service's HTTP server has: request ids, one error body, {@code /healthz} and {@code /metrics}. */
public final class HttpBasics {

    private static final Logger log = LoggerFactory.getLogger(HttpBasics.class);

    private HttpBasics() {}

    /** Adds all of it to {@code config}. */
    public static void configure(
            JavalinConfig config, HttpSettings http, Supplier<Health> health, PrometheusMeterRegistry metrics) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.jetty.host = http.host();
        config.jetty.port = http.port();
        config.http.prefer405over404 = true;
        config.jetty.modifyHttpConfiguration(jetty -> jetty.setSendServerVersion(false));
        config.routes.before(RequestId::assign);
        config.routes.exception(FailedRequest.class, (e, ctx) -> Answers.failure(ctx, e.failure()));
        config.routes.exception(HttpResponseException.class, (e, ctx) -> Answers.failure(ctx, ofHttp(e)));
        config.routes.exception(Exception.class, HttpBasics::unexpected);
        config.routes.get("/healthz", ctx -> writeHealth(ctx, health.get()));
        config.routes.get(
                "/metrics",
                ctx -> ctx.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(metrics.scrape()));
    }

    /** Where a started server can be reached from this machine. */
    public static URI url(HttpSettings http, int port) {
        String host = "0.0.0.0".equals(http.host()) ? "127.0.0.1" : http.host();
        return URI.create("http://" + host + ":" + port);
    }

    private static void writeHealth(Context ctx, Health health) {
        if (health.isGood()) {
            Answers.success(ctx, 200, "OK", Map.of("missing", health.missing()));
        } else {
            Answers.failure(
                    ctx,
                    Failure.of(503, "unhealthy", "Missing: " + String.join(", ", health.missing()))
                            .withData(Map.of("missing", health.missing())));
        }
    }

    private static Failure ofHttp(HttpResponseException e) {
        return switch (e.getStatus()) {
            case 404 -> Failure.of(404, "not_found", "Not found.");
            case 405 -> Failure.of(405, "method_not_allowed", "Method not allowed.");
            case 413 -> Failure.of(413, "body_too_large", "The request body is too large.");
            case 503 -> Failure.of(503, "unavailable", "Service unavailable.").withHeader("Retry-After", "1");
            default -> Failure.of(e.getStatus(), "http_" + e.getStatus(), "The request cannot be handled.");
        };
    }

    private static void unexpected(Exception e, Context ctx) {
        log.error("request={} {} {} failed", RequestId.of(ctx), ctx.method(), ctx.path(), e);
        Answers.failure(ctx, Failure.of(500, "internal_error", "Something went wrong on our side."));
    }
}
