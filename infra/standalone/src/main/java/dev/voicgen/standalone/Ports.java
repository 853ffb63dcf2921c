package dev.voicgen.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1, known before their servers start because services tell each other's addresses to clients. */
final class Ports {

    private Ports() {}

    /**
     * The port itself, or any free one for 0.
     *
     * @throws IOException naming {@code option} where the port is taken
     */
    static int claim(int port, String option) throws IOException {
        try {
            return bind(port);
        } catch (IOException e) {
            throw new IOException("port " + port + " is taken: choose another with " + option, e);
        }
    }

    /** Whether nobody listens on it now. */
    static boolean isFree(int port) {
        try {
            bind(port);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int bind(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        }
    }
}
