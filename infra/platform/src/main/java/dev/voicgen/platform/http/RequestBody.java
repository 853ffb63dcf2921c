package dev.voicgen.platform.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Reads request bodies without believing what they say of their size. */
public final class RequestBody {

    private static final Duration READ_LIMIT = Duration.ofSeconds(30);
    private static final int CHUNK = 8 * 1024;

    private RequestBody() {}

    /**
     * The whole body. Never holds more than {@code maxBytes}.
     *
     * @throws FailedRequest with 413 where it is larger, 408 where it takes longer than 30 s or nothing more comes, 400 where
     *     it breaks off
     */
    public static byte[] read(Context ctx, int maxBytes) {
        if (ctx.req().getContentLengthLong() > maxBytes) {
            throw new FailedRequest(Failure.ofStatus(413));
        }
        long start = System.nanoTime();
        ByteArrayOutputStream body =
                new ByteArrayOutputStream(Math.max(CHUNK, ctx.req().getContentLength()));
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = ctx.req().getInputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                body.write(chunk, 0, read);
                if (body.size() > maxBytes) {
                    throw new FailedRequest(Failure.ofStatus(413));
                }
                if (System.nanoTime() - start > READ_LIMIT.toNanos()) {
                    throw new FailedRequest(Failure.ofStatus(408));
                }
            }
        } catch (IOException end) {
            throw new FailedRequest(Failure.ofStatus(end.getCause() instanceof TimeoutException ? 408 : 400));
        }
        return body.toByteArray();
    }
}
