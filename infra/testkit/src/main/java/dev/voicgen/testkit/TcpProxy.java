package dev.voicgen.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntUnaryOperator;

/**
 * Stands between a client and a server on 127.0.0.1 and fails as networks do: it breaks connections, or silently lets
 * nothing through in one direction. Safe for use by several threads.
 */
public final class TcpProxy implements AutoCloseable {
    static final int NO_TARGET = 0;

    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    private static final int BACKLOG = 50;

    private final ServerSocket listener;
    private final IntUnaryOperator target;
    private final Gate upstream = new Gate();
    private final Gate downstream = new Gate();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private TcpProxy(ServerSocket listener, IntUnaryOperator target) {
        this.listener = listener;
        this.target = target;
    }

    /** Listens on a free port of 127.0.0.1 and forwards to a port there. */
    public static TcpProxy to(int targetPort) throws IOException {
        return to(proxyPort -> targetPort);
    }

    /** Asks for each connection where the server is now; the target is told the proxy's port. */
    static TcpProxy to(IntUnaryOperator target) throws IOException {
        TcpProxy proxy = new TcpProxy(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), target);
        proxy.run("tcp-proxy-accept", proxy::acceptUntilClosed);
        return proxy;
    }

    private void run(String threadName, Runnable task) {
        Thread thread = new Thread(task, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptUntilClosed() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                run("tcp-proxy-upstream", () -> serve(client));
            } catch (IOException e) {
                // Closed meanwhile, which ends the loop, or the client has given up.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket()) {
            int port = target.applyAsInt(port());
            if (cut || port == NO_TARGET) {
                return;
            }
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MILLIS);
            forward(new ProxiedConnection(client, server));
        } catch (IOException e) {
            // The server does not listen: the client sees its connection closed.
        }
    }

    private void forward(ProxiedConnection connection) {
        connections.add(connection);
        try {
            if (!cut) {
                connection.forward(upstream, downstream);
            }
        } finally {
            connections.remove(connection);
        }
    }

    /** Where clients connect, on 127.0.0.1. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Breaks all connections and closes new ones at once. */
    public void cut() {
        cut = true;
        connections.forEach(ProxiedConnection::close);
    }

    /** From now on nothing reaches the server, though connections stay open and can still be made. */
    public void cutUpstream() {
        upstream.shut();
    }

    /**
     * As {@link #cutUpstream}, once so many more bytes have reached the server: in the middle of what a client sends. What
     * has been read together, up to 64 KiB, is not torn apart.
     */
    public void cutUpstreamAfter(long bytes) {
        upstream.shutAfter(bytes);
    }

    /** From now on nothing reaches the clients, though connections stay open and can still be made. */
    public void cutDownstream() {
        downstream.shut();
    }

    /** Ends every cut; what was held back on open connections is delivered. */
    public void restore() {
        cut = false;
        upstream.open();
        downstream.open();
    }

    @Override
    public void close() throws IOException {
        cut = true;
        listener.close();
        connections.forEach(ProxiedConnection::close);
        upstream.open();
        downstream.open();
    }
}
