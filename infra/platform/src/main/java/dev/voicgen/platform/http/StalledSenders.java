package dev.voicgen.platform.http;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Ends the body of a client that sends nothing for as long as a connection may be idle. Jetty tells that as a failure after
 * which reading may go on, and a reader behind an answer would wait for the rest once more.
 */
final class StalledSenders extends Handler.Wrapper {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(new EndingAtFailure(request), response, callback);
    }

    private static final class EndingAtFailure extends Request.Wrapper {

        private volatile Content.Chunk end;

        EndingAtFailure(Request request) {
            super(request);
        }

        @Override
        public Content.Chunk read() {
            if (end == null) {
                Content.Chunk chunk = super.read();
                if (!Content.Chunk.isFailure(chunk)) {
                    return chunk;
                }
                end = Content.Chunk.from(chunk.getFailure(), true);
            }
            return end;
        }
    }
}
