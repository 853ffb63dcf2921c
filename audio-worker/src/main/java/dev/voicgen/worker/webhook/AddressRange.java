package dev.voicgen.worker.webhook;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A block of addresses of one family, as CIDR (RFC 4632, RFC 4291) writes it. */
record AddressRange(BigInteger prefix, int length, int hostBits, String name) {

    /** Parses {@code cidr}, such as {@code 10.0.0.0/8}; only for addresses written as such. */
    static AddressRange of(String cidr, String name) {
        int slash = cidr.indexOf('/');
        byte[] network = literal(cidr.substring(0, slash));
        int hostBits = network.length * Byte.SIZE - Integer.parseInt(cidr.substring(slash + 1));
        return new AddressRange(new BigInteger(1, network).shiftRight(hostBits), network.length, hostBits, name);
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
