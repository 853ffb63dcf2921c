package dev.voicgen.testkit;

import dev.voicgen.embedded.EmbeddedKafka;
import dev.voicgen.embedded.FreePort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A Kafka node of a test's own that goes away and comes back, with its data and on the same port, while clients run.
 * Always embedded. Not for use by several threads, but for its proxies.
 */
public final class RestartableKafka implements AutoCloseable {
    private final TemporaryDirectory directory;
    private final List<TcpProxy> proxies = new ArrayList<>();
    private final int port = FreePort.any();
    private volatile EmbeddedKafka node;

    private RestartableKafka(TemporaryDirectory directory) throws IOException {
        this.directory = directory;
    }

    public static RestartableKafka start() throws IOException {
        return withProxies(0);
    }

    /** Starts a node that is also reached through proxies, one for each client that is to lose it on its own. */
    public static RestartableKafka withProxies(int count) throws IOException {
        RestartableKafka kafka = new RestartableKafka(TemporaryDirectory.create());
        for (int i = 0; i < count; i++) {
            kafka.proxies.add(TcpProxy.to(kafka::listeningPort));
        }
        kafka.startAgain();
        return kafka;
    }

    /** The broker has another port behind a proxy after each start; while it is down there is none. */
    private int listeningPort(int proxyPort) {
        EmbeddedKafka running = node;
        return running == null ? TcpProxy.NO_TARGET : running.listeningPort(proxyPort);
    }

    /** Directly, past all proxies; the same over restarts. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Through one proxy, counted from 0; all of such a client's traffic stays on it. */
    public String bootstrapServers(int proxy) {
        return "127.0.0.1:" + proxies.get(proxy).port();
    }

    /** Counted from 0. */
    public TcpProxy proxy(int index) {
        return proxies.get(index);
    }

    /** Shuts the node down in order; what was acknowledged is kept. Does nothing if it is down. */
    public void stop() throws IOException {
        EmbeddedKafka running = node;
        node = null;
        if (running != null) {
            running.close();
        }
    }

    public void startAgain() throws IOException {
        List<Integer> proxyPorts = proxies.stream().map(TcpProxy::port).toList();
        node = EmbeddedKafka.start(directory.resolve("kafka"), port, proxyPorts);
    }

    @Override
    public void close() throws IOException {
        for (TcpProxy proxy : proxies) {
            proxy.close();
        }
        try (directory) {
            stop();
        }
    }
}
