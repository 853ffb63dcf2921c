package dev.voicgen.standalone;

import dev.voicgen.embedded.FreePort;
import dev.voicgen.ingress.IngressApi;
import dev.voicgen.testkit.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A whole platform in this process, and beside it one more ingress in a process of its own, which can be killed and comes
 * back on the same port. Not for use by several threads.
 */
public final class PlatformFixture implements AutoCloseable {

    private final Platform platform;
    private final Map<String, String> settings;
    private final int port;
    private ServiceProcess ingress;

    private PlatformFixture(Platform platform, int port) {
        this.platform = platform;
        this.port = port;
        this.settings = new HashMap<>(platform.settings());
        settings.put("VOICGEN_API_PORT", String.valueOf(port));
    }

    /**
     * A platform without that other ingress.
     *
     * @param settings of the services, beyond what the platform knows itself
     */
    public static Platform alone(Path data, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("VOICGEN_API_WARM_UP", "PT0S");
        return Platform.start(new PlatformOptions(DataDirectory.open(data), 0, 0, all), step -> {});
    }

    /** @param settings of the services, beyond what the platform knows itself */
    public static PlatformFixture start(Path data, Map<String, String> settings) throws IOException {
        Platform platform = alone(data, settings);
        try {
            PlatformFixture started = new PlatformFixture(platform, FreePort.any());
            started.startIngress();
            return started;
        } catch (IOException | RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    /** Starts the ingress, which must not run. */
    public void startIngress() throws IOException {
        ingress = ServiceProcess.start(IngressApi.class.getName(), settings);
    }

    /** Kills the ingress with SIGKILL. */
    public void killIngress() {
        ingress.kill();
    }

    public int ingressPort() {
        return port;
    }

    public URI ingressUrl() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public SessionCaller operator() {
        Owner owner = platform.owner();
        return SessionCaller.logIn(platform.services().dashboardUrl(), owner.email(), owner.password());
    }

    public String kafkaBootstrap() {
        return settings.get("VOICGEN_KAFKA_BOOTSTRAP");
    }

    /** Of JDBC, with user and password. */
    public String databaseUrl() {
        return platform.databaseUrl();
    }

    @Override
    public void close() {
        ingress.close();
        platform.close();
    }
}
