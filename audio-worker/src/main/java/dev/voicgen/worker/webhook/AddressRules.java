package dev.voicgen.worker.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses may be called: public unicast ones, and private ones where the operator allows them. The ranges are
 * those of IANA's special-purpose address registries (RFC 6890) and of multicast. Addresses that carry an IPv4 address
 * to be translated to (NAT64, 6to4) are judged by that one too. Pure; asks no resolver.
 */
final class AddressRules {

    /** They name no single host, so nothing can make them a receiver. */
    private static final List<AddressRange> NEVER = List.of(
            AddressRange.of("0.0.0.0/8", "unspecified"),
            AddressRange.of("224.0.0.0/4", "multicast"),
            AddressRange.of("255.255.255.255/32", "broadcast"),
            AddressRange.of("::/128", "unspecified"),
            AddressRange.of("ff00::/8", "multicast"));

    private static final List<AddressRange> NOT_PUBLIC = List.of(
            AddressRange.of("10.0.0.0/8", "private"),
            AddressRange.of("100.64.0.0/10", "carrier-grade NAT"),
            AddressRange.of("127.0.0.0/8", "loopback"),
            AddressRange.of("169.254.0.0/16", "link-local"),
            AddressRange.of("172.16.0.0/12", "private"),
            AddressRange.of("192.0.0.0/24", "reserved"),
            AddressRange.of("192.0.2.0/24", "documentation"),
            AddressRange.of("192.88.99.0/24", "reserved"),
            AddressRange.of("192.168.0.0/16", "private"),
            AddressRange.of("198.18.0.0/15", "benchmarking"),
            AddressRange.of("198.51.100.0/24", "documentation"),
            AddressRange.of("203.0.113.0/24", "documentation"),
            AddressRange.of("240.0.0.0/4", "reserved"),
            AddressRange.of("::1/128", "loopback"),
            AddressRange.of("64:ff9b:1::/48", "private"),
            AddressRange.of("fc00::/7", "private"),
            AddressRange.of("fe80::/10", "link-local"),
            AddressRange.of("fec0::/10", "private"),
            AddressRange.of("2001::/23", "reserved"),
            AddressRange.of("2001:db8::/32", "documentation"),
            AddressRange.of("3fff::/20", "documentation"));

    private static final AddressRange NAT64 = AddressRange.of("64:ff9b::/96", "NAT64");
    private static final AddressRange SIX_TO_FOUR = AddressRange.of("2002::/16", "6to4");
    private static final AddressRange ANY_IPV4 = AddressRange.of("0.0.0.0/0", "IPv4");
    /** All that was ever given out for hosts of the public Internet. */
    private static final AddressRange GLOBAL_IPV6 = AddressRange.of("2000::/3", "global unicast");

    private final boolean allowPrivate;

    AddressRules(boolean allowPrivate) {
        this.allowPrivate = allowPrivate;
    }

    /** Why {@code address} may not be called, in a word; empty where it may. */
    Optional<String> refusal(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (NAT64.contains(bytes)) {
            return refusal(ipv4At(bytes, 12));
        }
        if (SIX_TO_FOUR.contains(bytes)) {
            return refusal(ipv4At(bytes, 2));
        }
        Optional<String> never = nameIn(NEVER, bytes);
        if (never.isPresent() || allowPrivate) {
            return never;
        }
        Optional<String> notPublic = nameIn(NOT_PUBLIC, bytes);
        return notPublic.isPresent() || ANY_IPV4.contains(bytes) || GLOBAL_IPV6.contains(bytes)
                ? notPublic
                : Optional.of("reserved");
    }

    private static Optional<String> nameIn(List<AddressRange> ranges, byte[] address) {
        return ranges.stream()
                .filter(range -> range.contains(address))
                .map(AddressRange::name)
                .findFirst();
    }

    private static InetAddress ipv4At(byte[] bytes, int offset) {
        try {
            return Inet4Address.getByAddress(Arrays.copyOfRange(bytes, offset, offset + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are always an address", e);
        }
    }
}
