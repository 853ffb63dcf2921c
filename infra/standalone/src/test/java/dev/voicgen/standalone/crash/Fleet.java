package dev.voicgen.standalone.crash;

import dev.voicgen.embedded.FreePort;
import dev.voicgen.ingress.IngressApi;
import dev.voicgen.quota.QuotaStream;
import dev.voicgen.testkit.BrokerProcess;
import dev.voicgen.testkit.ServiceProcess;
import dev.voicgen.testkit.TestDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import dev.voicgen.testkit.TestSettings;
import dev.voicgen.worker.AudioWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A broker, two of each service that decides, and a worker, each in a process of its own that can be killed and comes back
 * on the same port and state. Not for use by several threads.
 */
final class Fleet implements AutoCloseable {

    static final String BROKER = "broker";

    private interface Start {
        ServiceProcess start() throws IOException;
    }

    private final Path directory;
    private final TestDatabase database = TestInfrastructure.shared().newDatabase();
    private final int brokerPort = FreePort.any();
    private final List<Integer> apiPorts = List.of(FreePort.any(), FreePort.any());
    private final Map<String, Start> starts = new LinkedHashMap<>();
    private final Map<String, ServiceProcess> running = new ConcurrentHashMap<>();

    Fleet(Path directory) throws IOException {
        this.directory = directory;
        starts.put(
                BROKER,
                () -> ServiceProcess.start(
                        BrokerProcess.class.getName(),
                        Map.of(),
                        directory.resolve("kafka").toString(),
                        String.valueOf(brokerPort)));
        for (String name : List.of("quota-a", "quota-b")) {
            starts.put(
                    name,
                    () -> service(
                            QuotaStream.class,
                            Map.of(
                                    "VOICGEN_STATE_DIR",
                                    directory.resolve(name).toString(),
                                    "VOICGEN_ADMISSION_THREADS",
                                    "1")));
        }
        for (int port : apiPorts) {
            starts.put(
                    "ingress-" + port,
                    () -> service(IngressApi.class, Map.of("VOICGEN_API_PORT", String.valueOf(port))));
        }
        starts.put("worker", () -> service(AudioWorker.class, Map.of()));
    }

    /** Settings with which a service finds this broker and database. */
    Map<String, String> settings() {
        Map<String, String> settings = TestSettings.of("127.0.0.1:" + brokerPort, database);
        settings.put("VOICGEN_AUDIO_DIR", directory.resolve("audio").toString());
        return settings;
    }

    /** What can be killed. */
    List<String> names() {
        return List.copyOf(starts.keySet());
    }

    List<URI> apiUrls() {
        return apiPorts.stream()
                .map(port -> URI.create("http://127.0.0.1:" + port))
                .toList();
    }

    /** Starts {@code name}, which must not run. */
    void start(String name) throws IOException {
        running.put(name, starts.get(name).start());
    }

    /** Starts all but the broker, side by side. */
    void startServices() {
        List<CompletableFuture<?>> starting = new ArrayList<>();
        for (String name : starts.keySet()) {
            if (!name.equals(BROKER)) {
                starting.add(CompletableFuture.runAsync(() -> {
                    try {
                        start(name);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
            }
        }
        CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new)).join();
    }

    /** With SIGKILL. */
    void kill(String name) {
        running.remove(name).kill();
    }

    private ServiceProcess service(Class<?> main, Map<String, String> more) throws IOException {
        Map<String, String> environment = settings();
        environment.putAll(more);
        return ServiceProcess.start(main.getName(), environment);
    }

    @Override
    public void close() {
        running.values().forEach(ServiceProcess::close);
    }
}
