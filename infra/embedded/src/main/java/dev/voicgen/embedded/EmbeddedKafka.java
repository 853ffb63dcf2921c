package dev.voicgen.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka node, broker and KRaft controller, inside this JVM. Its directory is formatted once and keeps its data
 * over restarts, kills and changes of port. Listens on 127.0.0.1 only, without authentication.
 *
 * <p>Safe for use by several threads once started. The caller closes it; nothing is registered to do so at exit.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final String CLIENTS = "CLIENTS";
    private static final String CONTROLLER = "CONTROLLER";

    private final Path directory;
    private final DirectoryLock lock;
    private final ListeningSockets sockets = new ListeningSockets();
    private final Map<Integer, Integer> listeningByAdvertised = new HashMap<>();
    private int port;
    private KafkaNode node;

    private EmbeddedKafka(Path directory, DirectoryLock lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Starts a node and returns when it serves clients, at most a minute later.
     *
     * @param port of 127.0.0.1 for clients, 0 for any free one
     * @throws IOException if the directory is in use or unusable, the port is taken, or the node does not come up;
     *     nothing is left running
     */
    public static EmbeddedKafka start(Path directory, int port) throws IOException {
        return start(directory, port, List.of());
    }

    /**
     * Starts a node that can also be reached through proxies. A client that bootstraps through an extra advertised port
     * is told that same port as the broker's address, so all of its traffic stays on the proxy.
     *
     * @param extraAdvertisedPorts ports of 127.0.0.1 on which proxies listen; each forwards to {@link #listeningPort}
     */
    public static EmbeddedKafka start(Path directory, int port, List<Integer> extraAdvertisedPorts) throws IOException {
        EmbeddedKafka kafka = new EmbeddedKafka(directory, DirectoryLock.acquire(directory));
        try {
            kafka.run(port, extraAdvertisedPorts);
            LOG.info("kafka_started bootstrap={} directory={}", kafka.bootstrapServers(), directory);
            return kafka;
        } catch (Exception e) {
            kafka.closeAfter(e);
            throw new IOException("Kafka did not start in " + directory + ": " + e.getMessage(), e);
        }
    }

    private void run(int requestedPort, List<Integer> extraAdvertisedPorts) throws Exception {
        port = sockets.bind(CLIENTS, requestedPort);
        int controllerPort = sockets.bind(CONTROLLER, 0);
        List<String> listeners = new ArrayList<>(List.of(address(CLIENTS, port)));
        List<String> advertised = new ArrayList<>(listeners);
        for (int proxyPort : extraAdvertisedPorts) {
            String name = "PROXY_" + proxyPort;
            int listeningPort = sockets.bind(name, 0);
            listeningByAdvertised.put(proxyPort, listeningPort);
            listeners.add(address(name, listeningPort));
            advertised.add(address(name, proxyPort));
        }
        listeners.add(address(CONTROLLER, controllerPort));

        Map<String, String> properties = new HashMap<>(BrokerSettings.singleNode());
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(KafkaNode.NODE_ID));
        properties.put("log.dirs", logDirectory());
        properties.put("listeners", String.join(",", listeners));
        properties.put("advertised.listeners", String.join(",", advertised));
        properties.put("listener.security.protocol.map", protocols(listeners));
        properties.put("inter.broker.listener.name", CLIENTS);
        properties.put("controller.listener.names", CONTROLLER);
        // Static voters live in this setting only, so the controller may have another port after every start.
        properties.put(
                "controller.quorum.voters", KafkaNode.NODE_ID + "@" + ListeningSockets.HOST + ":" + controllerPort);
        format();
        node = new KafkaNode(properties, sockets, controllerPort);
        node.start();
    }

    private static String address(String listener, int port) {
        return listener + "://" + ListeningSockets.HOST + ":" + port;
    }

    private static String protocols(List<String> listeners) {
        return String.join(
                ",",
                listeners.stream()
                        .map(listener -> listener.substring(0, listener.indexOf(':')) + ":PLAINTEXT")
                        .toList());
    }

    /** Gives a new directory its cluster id. That is written last, so a format that was cut short is done again. */
    private void format() throws Exception {
        if (Files.exists(directory.resolve("log").resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            return;
        }
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(KafkaNode.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(logDirectory())
                .setMetadataLogDirectory(logDirectory())
                .setControllerListenerName(CONTROLLER)
                .run();
    }

    private String logDirectory() {
        return directory.resolve("log").toString();
    }

    /** Of 127.0.0.1, for clients. */
    public int port() {
        return port;
    }

    /** What a client takes as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return ListeningSockets.HOST + ":" + port;
    }

    /**
     * The broker's own port behind an extra advertised one; another one after every start.
     *
     * @throws IllegalArgumentException if this port was not given to start
     */
    public int listeningPort(int extraAdvertisedPort) {
        Integer listening = listeningByAdvertised.get(extraAdvertisedPort);
        if (listening == null) {
            throw new IllegalArgumentException("Not an extra advertised port: " + extraAdvertisedPort);
        }
        return listening;
    }

    /** Stops the node, at most half a minute later, and frees port and directory. A second call does nothing. */
    @Override
    public void close() throws IOException {
        try (lock;
                sockets) {
            if (node != null) {
                node.stop();
            }
        }
    }

    private void closeAfter(Exception failure) {
        try {
            close();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
