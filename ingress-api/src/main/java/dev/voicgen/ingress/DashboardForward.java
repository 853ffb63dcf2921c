package dev.voicgen.ingress;

import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.BodyBudget;
import dev.voicgen.platform.http.BodyRule;
import dev.voicgen.platform.http.Envelope;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.LogContext;
import dev.voicgen.platform.http.RequestBody;
import dev.voicgen.platform.http.RequestId;
import dev.voicgen.platform.http.TrustedProxies;
import io.javalin.http.Context;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Forwards session routes to key-admin, so that clients need one address only. Its answers are small and it is trusted,
 * so they are held whole; nothing of them is changed but what belongs to one connection alone. Thread-safe.
 */
final class DashboardForward {

    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final Duration CONNECT_WAIT = Duration.ofSeconds(2);
    private static final String LOGIN = "/v1/auth/login";
    /** Who has a session key-admin alone can tell, so all senders share one room. What they send is for it to judge. */
    private static final BodyRule BODY = new BodyRule(List.of(), 256 * 1024, BodyBudget.forAnybody());

    private static final BodyRule LOGIN_BODY = new BodyRule(List.of(), 64 * 1024, BODY.room());

    /** Belong to one connection (RFC 9110, 7.6.1) or are made anew; a key has no business behind a session route. */
    private static final Set<String> NOT_FORWARDED = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "host",
            "content-length",
            "content-encoding",
            "expect",
            "x-api-key",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-request-id",
            "date");

    private final URI target;
    private final TrustedProxies proxies;
    private final Executor threads;
    private final HttpClient client;

    /**
     * @param proxies through which clients may come
     * @param threads where answers are completed
     */
    public DashboardForward(URI target, TrustedProxies proxies, Executor threads) {
        this.target = target;
        this.proxies = proxies;
        this.threads = threads;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_WAIT)
                .build();
    }

    public void handle(Context ctx) {
        ctx.future(() -> body(ctx).thenCompose(body -> forward(ctx, body)));
    }

    /** Whoever brings neither a session nor a login will be refused, and need send no body for that. */
    private static CompletableFuture<byte[]> body(Context ctx) {
        boolean login = LOGIN.equals(ctx.path());
        if (!login && ctx.header("Authorization") == null && ctx.header("Cookie") == null) {
            return CompletableFuture.completedFuture(new byte[0]);
        }
        return RequestBody.gather(ctx, login ? LOGIN_BODY : BODY, DashboardForward.class)
                .thenApply(whole -> RequestBody.bytes(ctx));
    }

    private CompletableFuture<?> forward(Context ctx, byte[] body) {
        return send(request(ctx, body))
                .handleAsync(
                        (answer, failure) -> {
                            if (answer == null) {
                                Envelope.failure(ctx, unreachable());
                            } else {
                                write(ctx, answer);
                            }
                            return null;
                        },
                        LogContext.carriedTo(threads));
    }

    private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) {
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .orTimeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private HttpRequest request(Context ctx, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(targetOf(ctx))
                .timeout(DEADLINE)
                .method(
                        ctx.req().getMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : Collections.list(ctx.req().getHeaderNames())) {
            if (isForwarded(name)) {
                Collections.list(ctx.req().getHeaders(name)).forEach(value -> request.header(name, value));
            }
        }
        return request.setHeader(RequestId.HEADER, RequestId.of(ctx))
                .setHeader("X-Forwarded-For", proxies.forwardedFor(ctx))
                .setHeader("X-Forwarded-Proto", ctx.scheme())
                .setHeader("X-Forwarded-Host", String.valueOf(ctx.host()))
                .build();
    }

    private URI targetOf(Context ctx) {
        String query = ctx.queryString();
        try {
            return URI.create(target + ctx.req().getRequestURI() + (query == null ? "" : "?" + query));
        } catch (IllegalArgumentException notAUri) {
            throw new FailedRequest(ApiError.ofStatus(400));
        }
    }

    private static void write(Context ctx, HttpResponse<byte[]> answer) {
        ctx.status(answer.statusCode());
        answer.headers().map().forEach((name, values) -> {
            if (isForwarded(name) && !"content-type".equals(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> ctx.res().addHeader(name, value));
            }
        });
        answer.headers().firstValue("content-type").ifPresent(ctx::contentType);
        ctx.result(answer.body());
    }

    private static boolean isForwarded(String header) {
        return !NOT_FORWARDED.contains(header.toLowerCase(Locale.ROOT));
    }

    private static ApiError unreachable() {
        return ApiError.unavailable("dashboard_unavailable", "The dashboard cannot be reached now.", CONNECT_WAIT);
    }
}
