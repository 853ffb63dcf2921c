package dev.voicgen.standalone.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voicgen.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The state file of a run. It lets the next run go on without sending again what the API has accepted. Without a file everything
 * is sent again, which takes longer and changes nothing. For one thread.
 */
final class BulkState {

    private static final String RUN = "run";

    private final Path file;
    private final ObjectNode kept;

    private BulkState(Path file, ObjectNode kept) {
        this.file = file;
        this.kept = kept;
    }

    /**
     * What was kept, or else a new run.
     *
     * @param file null: nothing is kept
     */
    static BulkState open(Path file, String newRun) throws IOException {
        if (file != null && Files.exists(file)) {
            return new BulkState(file, read(file));
        }
        return new BulkState(file, Json.mapper().createObjectNode().put(RUN, newRun));
    }

    private static ObjectNode read(Path file) throws IOException {
        try {
            if (Json.mapper().readTree(file.toFile()) instanceof ObjectNode kept && kept.hasNonNull(RUN)) {
                return kept;
            }
        } catch (JsonProcessingException noJson) {
            // Said below, as for JSON of another kind.
        }
        throw new IOException(file + " is no state of a bulk run");
    }

    String run() {
        return kept.path(RUN).asText();
    }

    /** The id of a batch that the API has taken. */
    Optional<String> taken(Batch batch) {
        return Optional.ofNullable(kept.path(batch.idempotencyKey()).textValue());
    }

    void take(Batch batch, String id) throws IOException {
        kept.put(batch.idempotencyKey(), id);
        if (file != null) {
            Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
            Files.write(unfinished, Json.mapper().writeValueAsBytes(kept));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** The run is over: the next one is another. */
    void end() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
