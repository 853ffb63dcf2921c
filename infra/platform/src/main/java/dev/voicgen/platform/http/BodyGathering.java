package dev.voicgen.platform.http;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;

/** Gathers one body. No thread waits for what is still to come. Run by one thread after the other. */
final class BodyGathering implements Runnable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Content.Source source;
    private final BodyRule rule;
    private final Object owner;
    private final Executor inContext = LogContext.carriedTo(Runnable::run);
    private final long start = System.nanoTime();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

    BodyGathering(Content.Source source, BodyRule rule, Object owner) {
        this.source = source;
        this.rule = rule;
        this.owner = owner;
    }

    /** Completes with the body as it was sent, or with a {@link FailedRequest}. */
    CompletableFuture<byte[]> start() {
        run();
        return whole;
    }

    @Override
    public void run() {
        try {
            while (!whole.isDone()) {
                Content.Chunk chunk = source.read();
                if (chunk == null) {
                    source.demand(() -> inContext.execute(this));
                    return;
                }
                take(chunk);
            }
        } catch (FailedRequest refused) {
            end(() -> whole.completeExceptionally(refused));
        }
    }

    private void take(Content.Chunk chunk) {
        if (Content.Chunk.isFailure(chunk)) {
            throw new FailedRequest(ApiError.ofStatus(isTimeout(chunk.getFailure()) ? 408 : 400));
        }
        try {
            keep(chunk);
        } finally {
            chunk.release();
        }
        if (chunk.isLast()) {
            end(() -> whole.complete(body.toByteArray()));
        }
    }

    private void keep(Content.Chunk chunk) {
        int more = chunk.remaining();
        if (body.size() + more > rule.maxBytes()) {
            throw new FailedRequest(ApiError.ofStatus(413));
        }
        if (System.nanoTime() - start > LIMIT.toNanos()) {
            throw new FailedRequest(ApiError.ofStatus(408));
        }
        rule.room().take(owner, more);
        byte[] bytes = new byte[more];
        chunk.get(bytes, 0, more);
        body.writeBytes(bytes);
    }

    /** The room is for those who keep others waiting: it is free again before the request goes on. */
    private void end(Runnable outcome) {
        rule.room().free(owner, body.size());
        outcome.run();
    }

    private static boolean isTimeout(Throwable failure) {
        return failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException;
    }
}
