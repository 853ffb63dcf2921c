package dev.voicgen.ingress.reads;

import dev.voicgen.platform.http.LogContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Continues a request on the threads that serve requests, whichever thread has completed its answer. */
public final class ContinueOn {

    private ContinueOn() {}

    /**
     * {@code answer}, with what follows it on a thread of {@code requestThreads}: a client that reads slowly must hold up
     * neither the one who completes it nor others who wait for the same. What is complete already goes on where it is.
     */
    public static <T> CompletableFuture<T> threads(Executor requestThreads, CompletableFuture<T> answer) {
        return answer.isDone()
                ? answer
                : answer.whenCompleteAsync((value, failure) -> {}, LogContext.carriedTo(requestThreads));
    }
}
