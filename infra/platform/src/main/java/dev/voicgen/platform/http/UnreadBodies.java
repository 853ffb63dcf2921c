package dev.voicgen.platform.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Reads on where a request was answered before the end of its body, and throws away what still comes: closing the
 * connection of a client that is sending resets it, and the client may never see its answer (RFC 9112, 9.6). Waits without
 * a thread, and lets others have theirs in between.
 */
final class UnreadBodies extends Handler.Wrapper {

    /** How many bytes are read before it is another's turn. */
    private static final int TURN_BYTES = 256 * 1024;

    private final Duration limit;

    /** @param limit how long to read on behind one request */
    UnreadBodies(Duration limit) {
        this.limit = limit;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        ReadLater later = new ReadLater(request);
        return super.handle(later, response, new Callback.Nested(callback) {
            @Override
            public void succeeded() {
                if (later.awaitsItsSender()) {
                    callback.succeeded();
                } else {
                    new Rest(request, callback, System.nanoTime() + limit.toNanos()).run();
                }
            }
        });
    }

    /** Jetty asks before it answers, and would end the connection behind a body that has not all come yet. */
    private static final class ReadLater extends Request.Wrapper {

        private volatile boolean begun;

        ReadLater(Request request) {
            super(request);
        }

        /**
         * Whether the sender was never told to go on, nor went on by itself: Jetty would tell it now, and ends such a
         * connection without that.
         */
        boolean awaitsItsSender() {
            return !begun && getHeaders().contains(HttpHeader.EXPECT);
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk chunk = super.read();
            if (chunk != null) {
                begun = true;
            }
            return chunk;
        }

        @Override
        public void demand(Runnable available) {
            begun = true;
            super.demand(available);
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
    private record Rest(Request request, Callback end, long deadline) implements Runnable {

        @Override
        public void run() {
            for (int read = 0; read < TURN_BYTES; ) {
                boolean late = System.nanoTime() - deadline > 0;
                Content.Chunk chunk = late ? Content.Chunk.EOF : request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                read += chunk.remaining();
                chunk.release();
                if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
                    end.succeeded();
                    return;
                }
            }
            request.getComponents().getExecutor().execute(this);
        }
    }
}
