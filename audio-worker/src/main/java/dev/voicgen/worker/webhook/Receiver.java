package dev.voicgen.worker.webhook;

import java.util.Optional;
import okhttp3.HttpUrl;

/** Where a callback goes: an http or https URL. */
record Receiver(HttpUrl url) {

    /** The receiver in {@code url}, or empty where nothing can be sent to it. */
    static Optional<Receiver> parse(String url) {
        return Optional.ofNullable(HttpUrl.parse(url)).map(Receiver::new);
    }

    /** Its host in one spelling: what shares a host shares a bound. */
    static String hostOf(String url) {
        return parse(url).map(receiver -> receiver.url.host()).orElse("");
    }

    /** The URL without user, query and fragment, where tokens hide: fit for a log. */
    @Override
    public String toString() {
        return url.newBuilder()
                .username("")
                .password("")
                .query(null)
                .fragment(null)
                .toString();
    }
}
