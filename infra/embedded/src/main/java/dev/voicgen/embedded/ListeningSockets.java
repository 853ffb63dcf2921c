package dev.voicgen.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Loopback sockets that are bound before the broker starts and handed to it by listener name. So a free port stays ours
 * between choosing it and using it, and an occupied one is known before anything has been started.
 */
final class ListeningSockets implements ServerSocketFactory, AutoCloseable {
    static final String HOST = "127.0.0.1";

    private final Map<String, ServerSocketChannel> channels = new LinkedHashMap<>();

    /**
     * Binds a port of 127.0.0.1 for a listener.
     *
     * @param port 0 for any free one
     * @return the port that was bound
     * @throws IOException if the port is taken
     */
    int bind(String listener, int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channels.put(listener, channel);
        try {
            channel.configureBlocking(false);
            channel.bind(loopback(port));
        } catch (IOException e) {
            throw new IOException("Cannot listen on " + HOST + ":" + port + ": " + e.getMessage(), e);
        }
        return channel.socket().getLocalPort();
    }

    /** IPv4 whatever the JVM prefers: what is advertised and what is bound must be the same address. */
    static InetSocketAddress loopback(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBufferBytes) throws IOException {
        ServerSocketChannel channel = channels.get(listener);
        if (channel == null) {
            throw new IOException("No socket was bound for listener " + listener);
        }
        return channel;
    }

    @Override
    public void close() throws IOException {
        for (ServerSocketChannel channel : channels.values()) {
            channel.close();
        }
    }
}
