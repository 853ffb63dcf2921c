package dev.voicgen.keyadmin.http;

import dev.voicgen.contracts.value.Domain;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Reads a domain as an owner types it for a site. */
final class SiteDomain {

    /** The address as people paste it from a browser. The host is the only group. */
    private static final Pattern PASTED = Pattern.compile("(?i)(?:https?://)?([^/?#]*)(?:[/?#].*)?");

    /** For sites under development on their author's machine. */
    private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1");

    private SiteDomain() {}

    /**
     * The domain in {@code typed}, which may be a URL. Empty if it is not a domain that a single owner can have.
     *
     * @param had the domains that the site has already. They stay valid, even if the rules were looser when they were added
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

    /** False for {@code co.uk}, {@code *.github.io} and a bare word: they would include the sites of many owners. */
    private static boolean hasOneOwner(Domain domain) {
        HttpUrl host = HttpUrl.parse("http://" + domain.host());
        return OWN_MACHINE.contains(domain.value()) || (host != null && host.topPrivateDomain() != null);
    }
}
