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
    void a_later_step_has_the_context_of_the_one_that_asked_for_it() {
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
    void the_thread_is_left_as_it_was() {
        MDC.put("request", "first");
        CompletableFuture.runAsync(() -> {}, LogContext.carriedTo(threads)).join();

        String left = CompletableFuture.supplyAsync(() -> String.valueOf(MDC.get("request")), threads)
                .join();

        assertThat(left).isEqualTo("null");
    }

    @Test
    void whoever_has_no_context_lends_none() {
        MDC.clear();

        String lent = CompletableFuture.supplyAsync(
                        () -> String.valueOf(MDC.get("request")), LogContext.carriedTo(threads))
                .join();

        assertThat(lent).isEqualTo("null");
    }
}
