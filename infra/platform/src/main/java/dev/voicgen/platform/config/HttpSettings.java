package dev.voicgen.platform.config;

/**
 * Where a service listens.
 *
 * @param host the address to bind
 * @param port 0 takes any free one
 */
public record HttpSettings(String host, int port) {

    /** Reads the port from {@code portName}. */
    public static HttpSettings from(Settings settings, String portName, int defaultPort) {
        return new HttpSettings(settings.text("VOICGEN_BIND", "127.0.0.1"), settings.port(portName, defaultPort));
    }
}
