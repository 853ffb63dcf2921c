package dev.voicgen.platform.http;

import dev.voicgen.platform.config.Settings;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies whose {@code X-Forwarded-For} is believed. Anybody can write that header, so it counts only as far as trusted
 * proxies have: each of them appends whom it was called by.
 */
public record TrustedProxies(List<Network> networks) {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    public static TrustedProxies from(Settings settings) {
        return new TrustedProxies(settings.list("VOICGEN_TRUSTED_PROXIES", Network::parse));
    }

    /** The address that the request came from first, as far as it can be known. */
    public InetAddress clientOf(Context ctx) {
        return clientOf(peer(ctx), forwarded(ctx));
    }

    InetAddress clientOf(InetAddress peer, List<String> forwarded) {
        InetAddress client = peer;
        for (int i = forwarded.size() - 1; i >= 0 && isTrusted(client); i--) {
            Optional<InetAddress> before = Network.address(withoutPort(forwarded.get(i)));
            if (before.isEmpty()) {
                return client;
            }
            client = before.get();
        }
        return client;
    }

    /** What this service says in {@code X-Forwarded-For} when it forwards the request itself. */
    public String forwardedFor(Context ctx) {
        String peer = peer(ctx).getHostAddress();
        return isTrusted(peer(ctx))
                ? String.join(
                        ", ",
                        Stream.concat(forwarded(ctx).stream(), Stream.of(peer)).toList())
                : peer;
    }

    private boolean isTrusted(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static InetAddress peer(Context ctx) {
        return Network.address(withoutPort(ctx.req().getRemoteAddr()))
                .orElseThrow(() -> new IllegalStateException("a connection has an address"));
    }

    private static List<String> forwarded(Context ctx) {
        List<String> entries = new ArrayList<>();
        for (String header : Collections.list(ctx.req().getHeaders(FORWARDED_FOR))) {
            Stream.of(header.split(","))
                    .map(String::strip)
                    .filter(entry -> !entry.isEmpty())
                    .forEach(entries::add);
        }
        return entries;
    }

    /** Some proxies write {@code 192.0.2.1:50000} and {@code [2001:db8::1]:50000}. */
    private static String withoutPort(String address) {
        if (address.startsWith("[")) {
            return address.substring(1).split("]", 2)[0];
        }
        return address.indexOf(':') == address.lastIndexOf(':') ? address.split(":", 2)[0] : address;
    }
}
