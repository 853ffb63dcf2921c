package dev.voicgen.standalone;

import dev.voicgen.platform.config.HttpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/**
 * The sockets of the API and the dashboard on 127.0.0.1. They are opened before anything else, because services hand out these
 * addresses before they answer there. A client that connects meanwhile waits.
 */
record PublicSockets(ServerSocketChannel api, ServerSocketChannel dashboard) implements AutoCloseable {

    private static final int MAX_PORT = 65_535;

    /**
     * On these ports, 0 for any free one.
     *
     * @throws IOException naming the option where a port is taken
     */
    static PublicSockets open(int apiPort, int dashboardPort) throws IOException {
        ServerSocketChannel api = listen(apiPort, "--api-port");
        try {
            return new PublicSockets(api, listen(dashboardPort, "--dashboard-port"));
        } catch (IOException e) {
            api.close();
            throw e;
        }
    }

    /**
     * Checks that these ports are free, before anything is made.
     *
     * @throws IOException as {@link #open}
     */
    static void requireFree(int apiPort, int dashboardPort) throws IOException {
        open(apiPort, dashboardPort).close();
    }

    int apiPort() {
        return api.socket().getLocalPort();
    }

    int dashboardPort() {
        return dashboard.socket().getLocalPort();
    }

    @Override
    public void close() throws IOException {
        api.close();
        dashboard.close();
    }

    private static ServerSocketChannel listen(int port, String option) throws IOException {
        if (port < 0 || port > MAX_PORT) {
            throw new IOException(
                    option + " " + port + " is no port: they go up to " + MAX_PORT + ", 0 is any free one");
        }
        ServerSocketChannel socket = ServerSocketChannel.open();
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            return socket.bind(new InetSocketAddress(loopback, port), HttpSettings.BACKLOG);
        } catch (IOException e) {
            socket.close();
            boolean taken = "Address already in use".equals(e.getMessage());
            throw new IOException("port " + port + (taken ? " is taken" : " cannot be used (" + e.getMessage() + ")")
                    + ": choose another with " + option);
        }
    }
}
