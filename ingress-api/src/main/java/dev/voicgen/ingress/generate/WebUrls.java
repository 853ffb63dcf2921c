package dev.voicgen.ingress.generate;

import dev.voicgen.contracts.value.ApiKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Judges URLs that clients send. */
public final class WebUrls {

    static final int MAX_LENGTH = 2_048;
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int MAX_PORT = 65_535;

    private WebUrls() {}

    /** Whether {@code text} is a full http or https URL. */
    static boolean isFullUrl(String text) {
        return parse(text).isPresent();
    }

    /** Whether {@code text} is a URL that a server can be called at: no credentials or key, which logs would show, no fragment. */
    public static boolean isCallable(String text) {
        return parse(text)
                .filter(url -> url.getRawUserInfo() == null && url.getRawFragment() == null && !ApiKey.isIn(text))
                .isPresent();
    }

    private static Optional<URI> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            URI url = new URI(text).parseServerAuthority();
            return url.getScheme() != null
                            && SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))
                            && url.getHost() != null
                            && url.getPort() <= MAX_PORT
                    ? Optional.of(url)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
