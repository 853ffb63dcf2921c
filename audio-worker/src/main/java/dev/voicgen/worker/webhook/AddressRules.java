package dev.voicgen.worker.webhook;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decides which addresses may be called: public unicast addresses, and private ones where the operator allows them. The
 * ranges are those of IANA's special-purpose address registries (RFC 6890) and of multicast. An address that contains an
 * IPv4 address (NAT64, 6to4) is judged by that IPv4 address. Pure; resolves nothing.
 */
final class AddressRules {

    /** Refused always: these addresses name no single host. */
    private static final List<Range> NEVER = List.of(
            Range.of("0.0.0.0/8", "unspecified"),
            Range.of("224.0.0.0/4", "multicast"),
            Range.of("255.255.255.255/32", "broadcast"),
            Range.of("::/128", "unspecified"),
            Range.of("ff00::/8", "multicast"));

    private static final List<Range> NOT_PUBLIC = List.of(
            Range.of("10.0.0.0/8", "private"),
            Range.of("100.64.0.0/10", "carrier-grade NAT"),
            Range.of("127.0.0.0/8", "loopback"),
            Range.of("169.254.0.0/16", "link-local"),
            Range.of("172.16.0.0/12", "private"),
            Range.of("192.0.0.0/24", "reserved"),
            Range.of("192.0.2.0/24", "documentation"),
            Range.of("192.88.99.0/24", "reserved"),
            Range.of("192.168.0.0/16", "private"),
            Range.of("198.18.0.0/15", "benchmarking"),
            Range.of("198.51.100.0/24", "documentation"),
            Range.of("203.0.113.0/24", "documentation"),
            Range.of("240.0.0.0/4", "reserved"),
            Range.of("::1/128", "loopback"),
            Range.of("64:ff9b:1::/48", "private"),
            Range.of("fc00::/7", "private"),
            Range.of("fe80::/10", "link-local"),
            Range.of("fec0::/10", "private"),
            Range.of("2001::/23", "reserved"),
            Range.of("2001:db8::/32", "documentation"),
            Range.of("3fff::/20", "documentation"));

    private static final Range NAT64 = Range.of("64:ff9b::/96", "NAT64");
    private static final Range SIX_TO_FOUR = Range.of("2002::/16", "6to4");
    private static final Range ANY_IPV4 = Range.of("0.0.0.0/0", "IPv4");
    /** The only range that hosts of the public Internet have addresses of. */
    private static final Range GLOBAL_IPV6 = Range.of("2000::/3", "global unicast");

    private final boolean allowPrivate;

    AddressRules(boolean allowPrivate) {
        this.allowPrivate = allowPrivate;
    }

    /** The kind of address where {@code address} may not be called; empty where it may. */
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

    private static Optional<String> nameIn(List<Range> ranges, byte[] address) {
        return ranges.stream()
                .filter(range -> range.contains(address))
                .map(Range::name)
                .findFirst();
    }

    private static InetAddress ipv4At(byte[] bytes, int offset) {
        try {
            return Inet4Address.getByAddress(Arrays.copyOfRange(bytes, offset, offset + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are always an address", e);
        }
    }

    /** A block of addresses of one family, in CIDR notation (RFC 4632, RFC 4291). */
    private record Range(BigInteger prefix, int length, int hostBits, String name) {

        /** Parses {@code cidr}, such as {@code 10.0.0.0/8}. */
        static Range of(String cidr, String name) {
            int slash = cidr.indexOf('/');
            byte[] network = literal(cidr.substring(0, slash));
            int hostBits = network.length * Byte.SIZE - Integer.parseInt(cidr.substring(slash + 1));
            return new Range(new BigInteger(1, network).shiftRight(hostBits), network.length, hostBits, name);
        }

        /** Whether {@code address}, 4 or 16 bytes, lies in this block. */
        boolean contains(byte[] address) {
            return address.length == length
                    && new BigInteger(1, address).shiftRight(hostBits).equals(prefix);
        }

        private static byte[] literal(String address) {
            try {
                return InetAddress.getByName(address).getAddress();
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("not an address: " + address, e);
            }
        }
    }
}
