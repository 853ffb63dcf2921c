package dev.voicgen.worker.webhook;

import java.util.Optional;
import okhttp3.HttpUrl;

/** The http or https URL that a delivery goes to. */
record Receiver(HttpUrl url) {

    /** Empty where {@code url} is no http or https URL. */
    static Optional<Receiver> parse(String url) {
        return Optional.ofNullable(HttpUrl.parse(url)).map(Receiver::new);
    }

    /** The host in its canonical spelling, or an empty text. URLs with the same host share a limit. */
    static String hostOf(String url) {
        return parse(url).map(receiver -> receiver.url.host()).orElse("");
    }

    /** The URL for a log: without user, query and fragment, which may hold tokens. */
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
