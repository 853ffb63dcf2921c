package dev.voicgen.worker.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.voicgen.contracts.webhook.WebhookHeaders;
import dev.voicgen.contracts.webhook.WebhookSignature;
import dev.voicgen.worker.webhook.Attempt.Outcome;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a delivery once and says what came of it. Trusts no receiver. Thread-safe. */
final class Sender {

    private static final Logger log = LoggerFactory.getLogger(Sender.class);
    private static final String USER_AGENT = "Voicgen-Webhooks/1.0";
    /** An ordinary answer fits, so its receiver can finish writing; nothing of it is kept. */
    private static final long MAX_ANSWER_BYTES = 4096;

    private static final int GONE = 410;

    private final OkHttpClient client;
    private final Duration timeout;

    /**
     * @param resolver of host names, before the addresses are checked
     * @param timeout for one attempt as a whole, resolving included
     */
    Sender(AddressRules rules, Dns resolver, Duration timeout) {
        this.timeout = timeout;
        this.client = new OkHttpClient.Builder()
                .dns(new CheckedDns(resolver, rules))
                .socketFactory(new CheckedSockets(rules))
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                // No connection is used twice: a kept one may be closed by its receiver just as we write to it.
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .callTimeout(timeout)
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .build();
    }

    Attempt send(Delivery delivery) {
        Instant at = Instant.now();
        long start = System.nanoTime();
        Answer answer = Receiver.parse(delivery.url())
                .map(receiver -> delivery.secrets().isEmpty()
                        ? Answer.hopeless("the site has no secret to sign with")
                        : exchange(request(receiver, delivery, at)))
                .orElseGet(() -> Answer.hopeless("not an http or https URL"));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Attempt(at, took, answer.outcome(), answer.statusCode(), answer.error(), answer.retryAfter());
    }

    /** Cuts off what is under way; it fails then. */
    void cancelAll() {
        client.dispatcher().cancelAll();
    }

    private record Answer(Outcome outcome, Integer statusCode, String error, Duration retryAfter) {

        static Answer hopeless(String error) {
            return new Answer(Outcome.HOPELESS, null, error, Duration.ZERO);
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

    private Answer exchange(Request request) {
        Call call = client.newCall(request);
        try (Response response = call.execute()) {
            Answer answer = answer(response);
            drain(response);
            // Closing alone would read on for a while, in the hope of using the connection again.
            call.cancel();
            return answer;
        } catch (IOException e) {
            return new Answer(Outcome.FAILED, null, FailureWords.of(e, timeout), Duration.ZERO);
        } catch (RuntimeException e) {
            // Counted as an attempt: thrown on, it would come again with every lease, for ever.
            log.error("delivery={} could not be sent", request.header(WebhookHeaders.ID), e);
            return new Answer(Outcome.FAILED, null, "something went wrong on our side", Duration.ZERO);
        }
    }

    private static Answer answer(Response response) {
        int code = response.code();
        if (response.isSuccessful()) {
            return new Answer(Outcome.DELIVERED, code, null, Duration.ZERO);
        }
        String error = response.isRedirect() ? "redirects are not followed" : "answered with " + code;
        Outcome outcome = code == GONE ? Outcome.HOPELESS : Outcome.FAILED;
        return new Answer(outcome, code, error, RetryAfter.in(response.headers(), Instant.now()));
    }

    /** The status has been read, so whatever the body does changes nothing. */
    private static void drain(Response response) {
        try {
            response.body().source().request(MAX_ANSWER_BYTES);
        } catch (IOException brokenBody) {
            return;
        }
    }
}
