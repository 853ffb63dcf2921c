package dev.voicgen.platform.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets a client that is still sending hear its answer. A refusal is often written before the whole body is there; were the
 * connection closed then, the bytes still on their way would be answered with a reset, and a reset takes the answer with it
 * (RFC 9112, 9.6). So the answer waits until the body has come, for as long as it keeps coming and at most {@link #LIMIT}; what
 * comes is thrown away. No thread waits.
 */
final class BodyBeforeAnswer extends Handler.Wrapper {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    /** A client that sends nothing for so long waits for its answer. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Body body = new Body(request);
        return super.handle(body, new Answer(body, response), callback);
    }

    private static final class Body extends Request.Wrapper {

        private Content.Chunk failure;

        Body(Request request) {
            super(request);
        }

        /** A sender that pauses for longer than the idle timeout has failed for good; the server would let it go on. */
        @Override
        public Content.Chunk read() {
            if (failure != null) {
                return failure;
            }
            Content.Chunk chunk = super.read();
            if (!Content.Chunk.isFailure(chunk)) {
                return chunk;
            }
            failure = Content.Chunk.from(chunk.getFailure(), true);
            return failure;
        }

        /** Takes what is here and leaves the rest readable, where the server would make it a failure. */
        @Override
        public boolean consumeAvailable() {
            for (Content.Chunk chunk = read(); chunk != null; chunk = read()) {
                chunk.release();
                if (chunk.isLast()) {
                    return failure == null;
                }
            }
            return false;
        }
    }

    private static final class Answer extends Response.Wrapper {

        private final Body body;
        private boolean begun;

        Answer(Body body, Response response) {
            super(body, response);
            this.body = body;
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            if (begun) {
                super.write(last, content, callback);
            } else {
                begun = true;
                new Discarding(body, () -> super.write(last, content, callback)).read();
            }
        }
    }

    /** Throws a body away as it comes, and calls {@code then} once: at its end, when nothing comes any more, or at the limit. */
    private static final class Discarding {

        private final Body body;
        private final Runnable then;
        private final long startNanos = System.nanoTime();
        private boolean waiting;
        private boolean arriving;
        private boolean over;

        Discarding(Body body, Runnable then) {
            this.body = body;
            this.then = then;
        }

        synchronized void read() {
            while (!over) {
                Content.Chunk chunk = body.read();
                if (chunk == null) {
                    body.demand(this::read);
                    if (!waiting) {
                        waiting = true;
                        lookAgainLater();
                    }
                    return;
                }
                arriving = true;
                chunk.release();
                if (chunk.isLast()) {
                    end();
                }
            }
        }

        private void lookAgainLater() {
            body.getConnectionMetaData()
                    .getConnector()
                    .getScheduler()
                    .schedule(this::look, PAUSE.toMillis(), MILLISECONDS);
        }

        private synchronized void look() {
            if (over) {
                return;
            }
            if (arriving && System.nanoTime() - startNanos < LIMIT.toNanos()) {
                arriving = false;
                lookAgainLater();
            } else {
                end();
            }
        }

        private void end() {
            over = true;
            then.run();
        }
    }
}
