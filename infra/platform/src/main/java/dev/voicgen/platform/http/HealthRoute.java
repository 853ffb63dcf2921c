package dev.voicgen.platform.http;

import dev.voicgen.platform.service.Health;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * {@code /healthz}. A check asks the broker and the database and may take seconds, so all who ask meanwhile share one,
 * on a thread of its own: however often it is asked, it neither multiplies the questions nor takes up request threads.
 */
final class HealthRoute implements Handler {

    private final Supplier<Health> health;
    private CompletableFuture<Health> running = CompletableFuture.completedFuture(Health.good());

    HealthRoute(Supplier<Health> health) {
        this.health = health;
    }

    @Override
    public void handle(Context ctx) {
        ctx.future(() -> check().thenAccept(found -> write(ctx, found)));
    }

    private synchronized CompletableFuture<Health> check() {
        if (running.isDone()) {
            running = CompletableFuture.supplyAsync(health, check -> new Thread(check, "health-check").start());
        }
        return running;
    }

    private static void write(Context ctx, Health health) {
        ctx.header("Cache-Control", "no-store");
        Map<String, Object> data = Map.of("missing", health.missing(), "behind", health.behind());
        if (health.isGood()) {
            Envelope.success(ctx, 200, "OK", data);
        } else {
            String message = "Missing: " + String.join(", ", health.missing());
            Envelope.failure(
                    ctx, ApiError.of(503, "unhealthy", message).withData(data).withHeader("Retry-After", "1"));
        }
    }
}
