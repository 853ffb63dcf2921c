package dev.voicgen.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voicgen.bench.run.JavaProcess;
import dev.voicgen.contracts.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The driver in a JVM of its own, kept so that it stays warm from plan to plan. For one thread. */
public final class DriverProcess implements AutoCloseable {

    private final ObjectMapper json = Json.mapper();
    private final JavaProcess process;

    private DriverProcess(JavaProcess process) {
        this.process = process;
    }

    public static DriverProcess start() throws IOException {
        return new DriverProcess(
                JavaProcess.start(LoadDriver.class, List.of("-Xmx512m", "-XX:+UseSerialGC"), Map.of(), List.of()));
    }

    /** Returns when the plan has been carried out. */
    public LoadResult run(LoadPlan plan) throws IOException {
        process.writeLine(json.writeValueAsString(plan));
        return json.readValue(process.readLine(), LoadResult.class);
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
