package dev.voicgen.contracts.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A host name as sites are compared by: lower case, ASCII (IDNA 2003), without port, trailing dot or leading
 * {@code www.}; a leading {@code *.} stands for every sub-domain, at any depth, but not for the domain itself.
 */
public record Domain(@JsonValue String value) {

    private static final Pattern LABELS = Pattern.compile(
            "(\\*\\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final int MAX_LENGTH = 253;
    private static final String ANY_SUBDOMAIN = "*.";

    /** @throws IllegalArgumentException where {@code value} is not a domain in its compared form */
    @JsonCreator
    public Domain {
        if (value == null
                || value.length() > MAX_LENGTH
                || !LABELS.matcher(value).matches()) {
            throw new IllegalArgumentException("not a domain");
        }
    }

    /** The domain that {@code text} names in any spelling, or empty where it is none. */
    public static Optional<Domain> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        String host = PORT.matcher(text.strip()).replaceFirst("");
        boolean wildcard = host.startsWith(ANY_SUBDOMAIN);
        try {
            host = IDN.toASCII(wildcard ? host.substring(ANY_SUBDOMAIN.length()) : host)
                    .toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notAHostName) {
            return Optional.empty();
        }
        host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        host = host.startsWith("www.") ? host.substring("www.".length()) : host;
        host = wildcard ? ANY_SUBDOMAIN + host : host;
        return host.length() <= MAX_LENGTH && LABELS.matcher(host).matches()
                ? Optional.of(new Domain(host))
                : Optional.empty();
    }

    /** Whether this domain, possibly with a wildcard, covers {@code host}. */
    public boolean covers(Domain host) {
        return value.startsWith(ANY_SUBDOMAIN)
                ? host.value.endsWith(value.substring(1)) && host.value.length() > value.length() - 1
                : value.equals(host.value);
    }

    /** The names under which a site may have registered this host: itself, then the wildcards over it, closest first. */
    public Stream<Domain> coveredBy() {
        Stream<Domain> wildcards = IntStream.range(0, value.length())
                .filter(i -> value.charAt(i) == '.')
                .mapToObj(dot -> new Domain("*" + value.substring(dot)));
        return Stream.concat(Stream.of(this), wildcards).distinct();
    }

    @Override
    public String toString() {
        return value;
    }
}
