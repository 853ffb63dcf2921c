package dev.voicgen.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Controller and broker of one node, put together as {@code kafka.server.KafkaRaftServer} does, with our sockets and
 * fault handling. The one place that touches the broker's internal classes; they may change with any Kafka version.
 */
final class KafkaNode {
    static final int NODE_ID = 1;

    private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(30);

    private final StartupFaults faults = new StartupFaults();
    private final ControllerServer controller;
    private final BrokerServer broker;

    KafkaNode(Map<String, String> properties, ListeningSockets sockets, int controllerPort) throws IOException {
        KafkaConfig config = new KafkaConfig(properties, false);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directories =
                KafkaRaftServer.initializeLogDirs(config, LOG, "");
        Metrics metrics = Server.initializeMetrics(
                config, Time.SYSTEM, directories._1().clusterId().orElseThrow());
        InetSocketAddress controllerAddress = ListeningSockets.loopback(controllerPort);
        SharedServer shared = new SharedServer(
                config,
                directories._1(),
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(Map.of(NODE_ID, controllerAddress)),
                List.of(),
                faults,
                sockets);
        broker = new BrokerServer(shared);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
    }

    void start() {
        controller.startup();
        broker.startup();
        faults.enterService();
    }

    /** Stops whatever was started, also after a start that failed half-way. */
    void stop() {
        faults.leaveService();
        broker.shutdown(SHUTDOWN_TIMEOUT);
        controller.shutdown();
    }
}
