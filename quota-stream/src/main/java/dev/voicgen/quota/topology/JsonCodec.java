package dev.voicgen.quota.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.quota.admission.BatchEntry;
import dev.voicgen.quota.admission.SiteLedger;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A state as a store keeps it where there are few of them. */
final class JsonCodec<T> {

    static final JsonCodec<SiteLedger> SITE_LEDGER = new JsonCodec<>(SiteLedger.class);
    static final JsonCodec<BatchEntry> BATCH_ENTRY = new JsonCodec<>(BatchEntry.class);

    private final Class<T> type;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    private JsonCodec(Class<T> type) {
        this.type = type;
        reader = Json.mapper().readerFor(type);
        writer = Json.mapper().writerFor(type);
    }

    byte[] encode(T state) {
        try {
            return writer.writeValueAsBytes(state);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    T decode(byte[] bytes) {
        try {
            return type.cast(reader.readValue(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
