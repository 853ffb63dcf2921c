package dev.voicgen.platform.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** What is still to come of a body when its answer is already known. */
public final class UnreadBody {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int CHUNK = 8 * 1024;

    /** Far fewer than serve requests: whoever sends slowly takes a thread. */
    private static final Semaphore ROOM = new Semaphore(16);

    private UnreadBody() {}

    /**
     * Throws it away for some seconds: closing the connection of a client that is still sending resets it, and the client
     * never sees its answer (RFC 9112, 9.6). Not where too many others are doing so. For the thread of the request.
     */
    public static void discard(Context ctx) {
        if (!ROOM.tryAcquire()) {
            return;
        }
        long start = System.nanoTime();
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = ctx.req().getInputStream();
            while (in.read(chunk) >= 0 && System.nanoTime() - start < LIMIT.toNanos()) {
                // What was read is of no use.
            }
        } catch (IOException gone) {
            // Nobody is left who could read an answer.
        } finally {
            ROOM.release();
        }
    }
}
