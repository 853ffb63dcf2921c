package dev.voicgen.platform.http;

import dev.voicgen.contracts.value.ApiKey;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * A full http or https URL as a client wrote it. Browsers' rules (WHATWG) say what is one, as they do for the client that will call
 * it: host names may have an underscore or be in Unicode, a query may have brackets.
 */
public record WebUrl(String value) {

    private static final int MAX_LENGTH = 2_048;
    /** Browsers mend what lacks slashes or has blanks in it; between programs that is a slip. */
    private static final Pattern FORM = Pattern.compile("(?i)https?://[^/?#][^\\p{IsWhite_Space}\\p{Cntrl}\\\\]*");

    /** In ASCII, and without brackets where it is an address. */
    private static final Pattern HOST = Pattern.compile("[a-z0-9._-]+|[0-9a-f:.]+");

    /** The URL in {@code text}, or empty where it is none. */
    public static Optional<WebUrl> parse(String text) {
        if (text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        HttpUrl url = HttpUrl.parse(text);
        boolean reachable = url != null && HOST.matcher(url.host()).matches();
        return reachable ? Optional.of(new WebUrl(text)) : Optional.empty();
    }

    /** Whether a server can be called at it: it has no credentials or key, which logs would show, and no fragment. */
    public boolean isCallable() {
        HttpUrl url = HttpUrl.get(value);
        return url.username().isEmpty()
                && url.password().isEmpty()
                && url.fragment() == null
                && !ApiKey.isIn(url.toString());
    }
}
