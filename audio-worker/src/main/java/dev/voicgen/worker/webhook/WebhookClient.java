package dev.voicgen.worker.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.voicgen.contracts.webhook.WebhookHeaders;
import dev.voicgen.contracts.webhook.WebhookSignature;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one attempt of a delivery: one signed HTTP request. Trusts no receiver. Thread-safe. */
final class WebhookClient {

    private static final Logger log = LoggerFactory.getLogger(WebhookClient.class);
    private static final String USER_AGENT = "Voicgen-Webhooks/1.0";
    /** Enough for an ordinary receiver to finish its answer. The answer is not kept. */
    private static final long MAX_ANSWER_BYTES = 4096;

    private static final int GONE = 410;

    private final OkHttpClient client;
    private final Duration timeout;

    /**
     * @param resolver of host names; the client checks the addresses it returns
     * @param timeout for one attempt as a whole, resolving included
     */
    WebhookClient(AddressRules rules, Dns resolver, Duration timeout) {
        this.timeout = timeout;
        AddressGuard guard = new AddressGuard(rules);
        this.client = new OkHttpClient.Builder()
                .dns(guard.dns(resolver))
                .socketFactory(guard.sockets())
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                // No connection is used twice: its receiver may close a kept one just as the next request is written.
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .callTimeout(timeout)
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .build();
    }

    Delivery.Attempt send(Delivery delivery) {
        Instant at = Instant.now();
        long start = System.nanoTime();
        Exchange exchange = Receiver.parse(delivery.url())
                .map(receiver -> delivery.secrets().isEmpty()
                        ? Exchange.hopeless("the site has no secret to sign with")
                        : exchange(request(receiver, delivery, at)))
                .orElseGet(() -> Exchange.hopeless("not an http or https URL"));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Delivery.Attempt(
                at, took, exchange.result(), exchange.statusCode(), exchange.error(), exchange.retryAfter());
    }

    /** Cuts off all running requests, which then fail. */
    void cancelAll() {
        client.dispatcher().cancelAll();
    }

    private record Exchange(Delivery.Attempt.Result result, Integer statusCode, String error, Duration retryAfter) {

        static Exchange hopeless(String error) {
            return new Exchange(Delivery.Attempt.Result.HOPELESS, null, error, Duration.ZERO);
        }

        static Exchange unanswered(String error) {
            return new Exchange(Delivery.Attempt.Result.FAILED, null, error, Duration.ZERO);
        }
    }

    private static Request request(Receiver receiver, Delivery delivery, Instant at) {
        byte[] body = delivery.body().getBytes(UTF_8);
        WebhookHeaders headers = WebhookSignature.sign(delivery.id(), at, body, delivery.secrets());
        return new Request.Builder()
                .url(receiver.url())
                .header("User-Agent", USER_AGENT)
                .header("Connection", "close")
                .header(WebhookHeaders.ID, headers.id())
                .header(WebhookHeaders.TIMESTAMP, headers.timestamp())
                .header(WebhookHeaders.SIGNATURE, headers.signature())
                .post(new OneShotJson(body))
                .build();
    }

    private Exchange exchange(Request request) {
        Call call = client.newCall(request);
        try (Response response = call.execute()) {
            Exchange answered = answered(response);
            drain(response);
            // close() alone would read on for a while, in the hope of using the connection again.
            call.cancel();
            return answered;
        } catch (IOException e) {
            return Exchange.unanswered(text(e));
        } catch (RuntimeException e) {
            // Counts as an attempt: an exception would bring the delivery back with every lease, for ever.
            log.error("delivery={} could not be sent", request.header(WebhookHeaders.ID), e);
            return Exchange.unanswered("something went wrong on our side");
        }
    }

    private static Exchange answered(Response response) {
        int code = response.code();
        if (response.isSuccessful()) {
            return new Exchange(Delivery.Attempt.Result.DELIVERED, code, null, Duration.ZERO);
        }
        String error = response.isRedirect() ? "redirects are not followed" : "answered with " + code;
        return new Exchange(
                code == GONE ? Delivery.Attempt.Result.HOPELESS : Delivery.Attempt.Result.FAILED,
                code,
                error,
                RetrySchedule.retryAfter(response.headers(), Instant.now()));
    }

    /** The status is known by now, so a broken body changes nothing. */
    private static void drain(Response response) {
        try {
            response.body().source().request(MAX_ANSWER_BYTES);
        } catch (IOException brokenBody) {
            return;
        }
    }

    /**
     * Says why no answer came, for the receiver's owner. Never the exception's own message: it may contain addresses of the
     * operator's network, or the URL with its tokens.
     */
    private String text(IOException e) {
        if (e instanceof AddressGuard.RefusedAddress) {
            return e.getMessage();
        }
        if (e instanceof InterruptedIOException) {
            return "no answer within " + timeout.toSeconds() + " s";
        }
        if (e instanceof UnknownHostException) {
            return "the host name cannot be resolved";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return "no connection could be made";
        }
        if (e instanceof SSLException) {
            return "no trusted TLS connection could be made";
        }
        return "the connection broke before an answer came";
    }

    /** A body that OkHttp sends once. OkHttp repeats a request by itself after a 503 with {@code Retry-After: 0}. */
    private static final class OneShotJson extends RequestBody {

        private static final MediaType JSON = MediaType.get("application/json");

        private final byte[] bytes;

        OneShotJson(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public MediaType contentType() {
            return JSON;
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }
}
