package dev.voicgen.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** Whether containers can be started on this machine. */
final class Docker {
    private Docker() {}

    /**
     * Where nothing hints at a daemon, Testcontainers is not even asked: it would try every way there is and report
     * each failure as an error.
     */
    static boolean available() {
        return hinted(System.getenv(), Path.of(System.getProperty("user.home")))
                && DockerClientFactory.instance().isDockerAvailable();
    }

    private static boolean hinted(Map<String, String> environment, Path home) {
        if (environment.containsKey("DOCKER_HOST") || Files.exists(home.resolve(".testcontainers.properties"))) {
            return true;
        }
        Stream<Path> sockets = Stream.of(
                Path.of("/var/run/docker.sock"),
                home.resolve(".docker/run/docker.sock"),
                home.resolve(".docker/desktop/docker.sock"),
                Path.of(Objects.requireNonNullElse(environment.get("XDG_RUNTIME_DIR"), "/run"), "docker.sock"));
        return sockets.anyMatch(Files::exists);
    }
}
