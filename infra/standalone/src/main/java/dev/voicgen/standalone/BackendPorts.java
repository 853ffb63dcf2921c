package dev.voicgen.standalone;

import dev.voicgen.embedded.FreePort;
import java.io.IOException;
import java.nio.file.Files;

/**
 * The ports of Kafka and PostgreSQL. They are kept in the data directory, so that services which run beside the platform find
 * both again after its restart.
 */
record BackendPorts(int kafka, int database) {

    /** Starts a server on a port. */
    interface Start<T> {
        T on(int port) throws IOException;
    }

    /** Those of the last start, or free ones. */
    static BackendPorts lastOf(DataDirectory data) throws IOException {
        return Files.exists(data.backendPorts())
                ? PrivateJson.read(data.backendPorts(), BackendPorts.class)
                : new BackendPorts(FreePort.any(), FreePort.any());
    }

    void keep(DataDirectory data) throws IOException {
        PrivateJson.write(data.backendPorts(), this);
    }

    /**
     * Checks the port only after a failed start: a process that a kill has left behind on it is stopped by the start.
     */
    static <T> T startPreferring(int port, Start<T> start) throws IOException {
        try {
            return start.on(port);
        } catch (IOException e) {
            if (FreePort.isFree(port)) {
                throw e;
            }
            return start.on(FreePort.any());
        }
    }
}
