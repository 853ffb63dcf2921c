package dev.voicgen.platform.http;

import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Reads on where a request was answered before the end of its body, and throws away what still comes: closing the
 * connection of a client that is sending resets it, and the client may never see its answer (RFC 9112, 9.6). Waits without
 * a thread.
 */
final class UnreadBodies extends Handler.Wrapper {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(new ReadLater(request), response, new Callback.Nested(callback) {
            @Override
            public void succeeded() {
                new Rest(request, callback).run();
            }
        });
    }

    /** Jetty asks before it answers, and would end the connection behind a body that has not all come yet. */
    private static final class ReadLater extends Request.Wrapper {

        ReadLater(Request request) {
            super(request);
        }

        @Override
        public boolean consumeAvailable() {
            return true;
        }
    }

    /**
     * What is still to come. After the limit the next byte ends the connection, and none for as long as a connection may be
     * idle does so too. Run by one thread after the other.
     */
    private record Rest(Request request, Callback end, long start) implements Runnable {

        Rest(Request request, Callback end) {
            this(request, end, System.nanoTime());
        }

        @Override
        public void run() {
            while (System.nanoTime() - start < LIMIT.toNanos()) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                chunk.release();
                if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
                    break;
                }
            }
            end.succeeded();
        }
    }
}
