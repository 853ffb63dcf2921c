package dev.voicgen.platform.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The IP addresses that begin with the first {@code prefix} bits of {@code address}. */
public record Network(InetAddress address, int prefix) {

    /** Whether four numbers or eight groups make an address is for {@link InetAddress} to say; it resolves none of these. */
    private static final Pattern LITERAL = Pattern.compile("[0-9]+(?:[.][0-9]+){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /**
     * Reads an address or, such as {@code 10.0.0.0/8}, a network.
     *
     * @throws IllegalArgumentException where it is neither
     */
    public static Network parse(String text) {
        String[] parts = text.split("/", 2);
        InetAddress address = address(parts[0]).orElseThrow(Network::notOne);
        int bits = address.getAddress().length * Byte.SIZE;
        int prefix = parts.length == 1 ? bits : number(parts[1]);
        if (prefix < 0 || prefix > bits) {
            throw notOne();
        }
        return new Network(address, prefix);
    }

    static Optional<InetAddress> address(String literal) {
        if (!LITERAL.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress other) {
        byte[] own = address.getAddress();
        byte[] others = other.getAddress();
        int rest = own.length * Byte.SIZE - prefix;
        return own.length == others.length
                && new BigInteger(1, own).shiftRight(rest).equals(new BigInteger(1, others).shiftRight(rest));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw notOne();
        }
    }

    private static IllegalArgumentException notOne() {
        return new IllegalArgumentException(
                "must be IP addresses or networks such as 10.0.0.0/8, with commas between them");
    }
}
