package dev.voicgen.platform.config;

import java.nio.channels.ServerSocketChannel;
import java.util.Optional;

/**
 * Where a service listens.
 *
 * @param host the address to bind
 * @param port 0 takes any free one
 * @param socket bound to them and listening already, where the port must be the service's before it can answer; closed with
 *     the service
 */
public record HttpSettings(String host, int port, Optional<ServerSocketChannel> socket) {

    /**
     * How many connections may wait to be accepted, where the system allows as many. One more is not answered, and its client
     * tries again after a second.
     */
    public static final int BACKLOG = 1024;

    public HttpSettings(String host, int port) {
        this(host, port, Optional.empty());
    }

    /** Reads the port from {@code portName}. */
    public static HttpSettings from(Settings settings, String portName, int defaultPort) {
        return new HttpSettings(settings.text("VOICGEN_BIND", "127.0.0.1"), settings.port(portName, defaultPort));
    }

    public HttpSettings on(ServerSocketChannel socket) {
        return new HttpSettings(host, port, Optional.of(socket));
    }
}
