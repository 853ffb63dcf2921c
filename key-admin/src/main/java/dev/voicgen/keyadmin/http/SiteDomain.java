package dev.voicgen.keyadmin.http;

import dev.voicgen.contracts.value.Domain;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Reads a domain as somebody types it for a site of theirs. */
final class SiteDomain {

    /** What is pasted from a browser's address bar; the host stands alone in its group. */
    private static final Pattern PASTED = Pattern.compile("(?i)(?:https?://)?([^/?#]*)(?:[/?#].*)?");

    /** Sites that are built on somebody's own machine. */
    private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1");

    private SiteDomain() {}

    /**
     * The domain in {@code typed}, which may be a URL; empty where it is none that one owner can have.
     *
     * @param had the domains that the site has already: they stay, whatever was taken for one when they came
     */
    static Optional<Domain> parse(String typed, Collection<String> had) {
        if (had.contains(typed)) {
            return Optional.of(new Domain(typed));
        }
        Matcher pasted = PASTED.matcher(typed);
        return pasted.matches()
                ? Domain.parse(pasted.group(1)).filter(domain -> had.contains(domain.value()) || hasOneOwner(domain))
                : Optional.empty();
    }

    /** {@code co.uk}, {@code *.github.io} and a bare word would take in everyone's sites. */
    private static boolean hasOneOwner(Domain domain) {
        HttpUrl host = HttpUrl.parse("http://" + domain.host());
        return OWN_MACHINE.contains(domain.value()) || (host != null && host.topPrivateDomain() != null);
    }
}
