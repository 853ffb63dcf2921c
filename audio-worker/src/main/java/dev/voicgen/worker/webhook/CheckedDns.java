package dev.voicgen.worker.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import okhttp3.Dns;

/**
 * Resolves a host name once for each attempt and refuses it where any of its addresses may not be called. OkHttp
 * connects to what this answers and asks nobody again, so a name cannot mean another address after the check.
 */
final class CheckedDns implements Dns {

    private final Dns resolver;
    private final AddressRules rules;

    CheckedDns(Dns resolver, AddressRules rules) {
        this.resolver = resolver;
        this.rules = rules;
    }

    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
        List<InetAddress> addresses = resolver.lookup(hostname);
        for (InetAddress address : addresses) {
            Optional<String> refusal = rules.refusal(address);
            if (refusal.isPresent()) {
                throw new RefusedAddress(refusal.get());
            }
        }
        return addresses;
    }
}
