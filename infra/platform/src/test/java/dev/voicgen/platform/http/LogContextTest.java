package dev.voicgen.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogContextTest {

    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        MDC.clear();
        threads.shutdownNow();
    }

    @Test
    void aLaterStepHasTheContextOfTheOneThatAskedForIt() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        MDC.put("request", "first");
        CompletableFuture<String> step =
                answer.handleAsync((none, failure) -> MDC.get("request"), LogContext.carriedTo(threads));

        MDC.put("request", "second");
        answer.complete(null);

        assertThat(step.join()).isEqualTo("first");
        assertThat(MDC.get("request")).isEqualTo("second");
    }

    @Test
    void theThreadIsLeftAsItWas() {
        MDC.put("request", "first");
        CompletableFuture.runAsync(() -> {}, LogContext.carriedTo(threads)).join();

        String left = CompletableFuture.supplyAsync(() -> String.valueOf(MDC.get("request")), threads)
                .join();

        assertThat(left).isEqualTo("null");
    }

    @Test
    void whoeverHasNoContextLendsNone() {
        MDC.clear();

        String lent = CompletableFuture.supplyAsync(
                        () -> String.valueOf(MDC.get("request")), LogContext.carriedTo(threads))
                .join();

        assertThat(lent).isEqualTo("null");
    }
}
