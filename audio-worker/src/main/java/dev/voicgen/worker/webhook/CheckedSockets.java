package dev.voicgen.worker.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import javax.net.SocketFactory;

/**
 * Sockets that connect only where {@link AddressRules} lets them. OkHttp never asks its {@code Dns} about a host that is
 * written as an address, in whatever spelling; every connection comes through here.
 */
final class CheckedSockets extends SocketFactory {

    private final AddressRules rules;

    CheckedSockets(AddressRules rules) {
        this.rules = rules;
    }

    /** The one that OkHttp uses. */
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

    private final class CheckedSocket extends Socket {

        @Override
        public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
            if (!(endpoint instanceof InetSocketAddress receiver) || receiver.isUnresolved()) {
                throw new IOException("not a resolved address");
            }
            Optional<String> refusal = rules.refusal(receiver.getAddress());
            if (refusal.isPresent()) {
                throw new RefusedAddress(refusal.get());
            }
            super.connect(endpoint, timeoutMillis);
        }
    }
}
