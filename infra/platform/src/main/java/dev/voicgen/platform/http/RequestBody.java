package dev.voicgen.platform.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** Request bodies, read without believing what they say of their size. */
public final class RequestBody {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private RequestBody() {}

    /**
     * Gathers the body without a thread, and completes when it is whole. From then on everything that reads the request's
     * body reads it from memory: decompressed, and without a byte order mark. What the head tells is checked before
     * anything is read, so that a client that asks with {@code Expect: 100-continue} sends nothing in vain.
     *
     * @param owner who counts as one for the rule's room
     * @return fails with {@link FailedRequest}: 415 and 413 by the rule, 408 where the body takes longer than 30 s or nothing
     *     more comes, 400 where it breaks off or is damaged, 503 where there is no room
     */
    public static CompletableFuture<Void> gather(Context ctx, BodyRule rule, Object owner) {
        try {
            rule.checkHead(ctx);
        } catch (FailedRequest refused) {
            return CompletableFuture.failedFuture(refused);
        }
        ContentCoding coding = ContentCoding.of(ctx);
        ReplayedBodies.Body body = ReplayedBodies.of(ctx);
        return new BodyGathering(body, rule, owner)
                .start()
                .thenAccept(bytes -> body.replay(unmarked(coding.decoded(bytes, rule.maxBytes()))));
    }

    /** The body that was gathered. To be called once: it is not kept after that. */
    public static byte[] bytes(Context ctx) {
        try {
            return ctx.req().getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a gathered body is in memory", e);
        }
    }

    /**
     * A body that is too large to be gathered, decompressed as it comes. Reading blocks, and tells damage as {@link
     * MalformedGzip}.
     *
     * @throws FailedRequest with 415 where it is compressed in an unknown way
     */
    public static InputStream stream(Context ctx) throws IOException {
        return ContentCoding.of(ctx).decoded(ctx.req().getInputStream());
    }

    private static byte[] unmarked(byte[] body) {
        int mark = BYTE_ORDER_MARK.length;
        return body.length >= mark && Arrays.equals(body, 0, mark, BYTE_ORDER_MARK, 0, mark)
                ? Arrays.copyOfRange(body, mark, body.length)
                : body;
    }
}
