package dev.voicgen.contracts.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A host name as sites are compared by: lower case, in the ASCII form that browsers send (UTS 46, non-transitional), without
 * port, trailing dot or leading {@code www.}; a leading {@code *.} stands for every sub-domain, at any depth, but not for the
 * domain itself.
 */
public record Domain(@JsonValue String value) {

    private static final Pattern LABELS = Pattern.compile(
            "(\\*\\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final int MAX_LENGTH = 253;
    private static final String ANY_SUBDOMAIN = "*.";

    private static final IDNA UTS_46 =
            IDNA.getUTS46Instance(IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_ASCII);
    /** Of these UTS 46 leaves the say to others: {@link #LABELS} says it. Names such as {@code r3---sn.example} are in use. */
    private static final Set<IDNA.Error> JUDGED_ELSEWHERE = EnumSet.of(
            IDNA.Error.HYPHEN_3_4, IDNA.Error.LEADING_HYPHEN, IDNA.Error.TRAILING_HYPHEN, IDNA.Error.EMPTY_LABEL);

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
        String name = PORT.matcher(text.strip()).replaceFirst("");
        return name.startsWith(ANY_SUBDOMAIN)
                ? compared(name.substring(ANY_SUBDOMAIN.length()), ANY_SUBDOMAIN)
                : compared(name, "");
    }

    /** The host that {@code text} names in any spelling, or empty where it is none: a wildcard is not. */
    public static Optional<Domain> parseHost(String text) {
        return parse(text).filter(domain -> !domain.isWildcard());
    }

    private static Optional<Domain> compared(String name, String prefix) {
        IDNA.Info info = new IDNA.Info();
        String host = UTS_46.nameToASCII(name, new StringBuilder(), info).toString();
        if (!JUDGED_ELSEWHERE.containsAll(info.getErrors())) {
            return Optional.empty();
        }
        host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        host = prefix + (host.startsWith("www.") ? host.substring("www.".length()) : host);
        return host.length() <= MAX_LENGTH && LABELS.matcher(host).matches()
                ? Optional.of(new Domain(host))
                : Optional.empty();
    }

    /** Whether it stands for every sub-domain of a domain. */
    public boolean isWildcard() {
        return value.startsWith(ANY_SUBDOMAIN);
    }

    /** The domain, or the one that a wildcard stands under, as a host name. */
    public String host() {
        return isWildcard() ? value.substring(ANY_SUBDOMAIN.length()) : value;
    }

    /** As its owner writes it: in Unicode, where it has such a form. */
    public String inUnicode() {
        IDNA.Info info = new IDNA.Info();
        String shown = UTS_46.nameToUnicode(host(), new StringBuilder(), info).toString();
        if (!JUDGED_ELSEWHERE.containsAll(info.getErrors())) {
            return value;
        }
        return isWildcard() ? ANY_SUBDOMAIN + shown : shown;
    }

    /** Whether this domain, possibly with a wildcard, covers {@code host}. */
    public boolean covers(Domain host) {
        return isWildcard()
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
