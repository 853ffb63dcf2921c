package dev.voicgen.contracts.webhook;

import java.util.function.UnaryOperator;

/**
 * The three headers of Standard Webhooks 1.0.0. Values are as they were sent, unchecked; null where a header is missing.
 *
 * @param id the same on every attempt, so that a receiver may drop what it has already handled
 * @param timestamp of the attempt, in seconds since 1970
 * @param signature one or more signatures with a space between them
 */
public record WebhookHeaders(String id, String timestamp, String signature) {

    public static final String ID = "webhook-id";
    public static final String TIMESTAMP = "webhook-timestamp";
    public static final String SIGNATURE = "webhook-signature";

    /** Takes them from a request: {@code header} answers a header's value by its name, null where there is none. */
    public static WebhookHeaders from(UnaryOperator<String> header) {
        return new WebhookHeaders(header.apply(ID), header.apply(TIMESTAMP), header.apply(SIGNATURE));
    }

    boolean complete() {
        return id != null && timestamp != null && signature != null;
    }
}
