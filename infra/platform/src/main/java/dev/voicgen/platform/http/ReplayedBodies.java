package dev.voicgen.platform.http;

import io.javalin.http.Context;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets a body that was gathered be read once more, in the usual ways of reading a request. */
final class ReplayedBodies extends Handler.Wrapper {

    private static final String ATTRIBUTE = ReplayedBodies.class.getName();

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Body body = new Body(request);
        request.setAttribute(ATTRIBUTE, body);
        return super.handle(body, response, callback);
    }

    static Body of(Context ctx) {
        return ctx.attribute(ATTRIBUTE);
    }

    /** A request whose body comes from the connection, or from memory once it has been gathered. */
    static final class Body extends Request.Wrapper {

        private volatile Content.Source gathered;

        Body(Request request) {
            super(request);
        }

        void replay(byte[] body) {
            gathered = Content.Source.from(ByteBuffer.wrap(body));
        }

        @Override
        public Content.Chunk read() {
            return gathered == null ? super.read() : gathered.read();
        }

        @Override
        public void demand(Runnable available) {
            if (gathered == null) {
                super.demand(available);
            } else {
                gathered.demand(available);
            }
        }
    }
}
