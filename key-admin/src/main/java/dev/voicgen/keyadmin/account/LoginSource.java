package dev.voicgen.keyadmin.account;

import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Where a login comes from, as one who may be told to wait.
 *
 * @param name of one client or device
 * @param isKnownDevice whether the user has logged in from this very device before
 */
record LoginSource(String name, boolean isKnownDevice) {

    /** An IPv6 client commands at least a /64, that is 8 of 16 bytes. */
    private static final int IPV6_NETWORK_BYTES = 8;

    static LoginSource client(InetAddress address) {
        byte[] bytes = address.getAddress();
        return new LoginSource(
                "client:" + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, IPV6_NETWORK_BYTES)), false);
    }

    static LoginSource device(String id) {
        return new LoginSource("device:" + id, true);
    }
}
