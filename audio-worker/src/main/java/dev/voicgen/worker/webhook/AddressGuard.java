package dev.voicgen.worker.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import okhttp3.Dns;

/**
 * Applies {@link AddressRules} at the two places where an address enters OkHttp. {@link #dns} checks the addresses of a host
 * name; OkHttp connects to this very answer, so the name cannot mean another address after the check. {@link #sockets} checks
 * the address of each connection, because OkHttp asks its {@code Dns} nothing about a host that is written as an address.
 */
record AddressGuard(AddressRules rules) {

    /** Thrown where a receiver has an address that may not be called. */
    static final class RefusedAddress extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        /** @param kind of the address. The address itself is left out: the message must not map the operator's network. */
        private RefusedAddress(String kind) {
            super("the receiver's address may not be called: " + kind);
        }
    }

    /** Resolves with {@code resolver} and refuses a name if any of its addresses may not be called. */
    Dns dns(Dns resolver) {
        return hostname -> {
            List<InetAddress> addresses = resolver.lookup(hostname);
            for (InetAddress address : addresses) {
                check(address);
            }
            return addresses;
        };
    }

    SocketFactory sockets() {
        return new CheckedSockets();
    }

    private void check(InetAddress address) throws RefusedAddress {
        Optional<String> refusal = rules.refusal(address);
        if (refusal.isPresent()) {
            throw new RefusedAddress(refusal.get());
        }
    }

    private final class CheckedSockets extends SocketFactory {

        /** The only method that OkHttp uses. */
        @Override
        public Socket createSocket() {
            return new CheckedSocket();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            throw new UnsupportedOperationException();
        }
    }

    private final class CheckedSocket extends Socket {

        @Override
        public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
            if (!(endpoint instanceof InetSocketAddress receiver) || receiver.isUnresolved()) {
                throw new IOException("not a resolved address");
            }
            check(receiver.getAddress());
            super.connect(endpoint, timeoutMillis);
        }
    }
}
