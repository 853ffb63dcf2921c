package dev.voicgen.quota.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.quota.admission.SiteLedger;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A site's ledger as a store keeps it. */
final class SiteLedgerCodec {

    private static final ObjectReader READER = Json.mapper().readerFor(SiteLedger.class);
    private static final ObjectWriter WRITER = Json.mapper().writerFor(SiteLedger.class);

    private SiteLedgerCodec() {}

    static byte[] encode(SiteLedger ledger) {
        try {
            return WRITER.writeValueAsBytes(ledger);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SiteLedger decode(byte[] bytes) {
        try {
            return READER.readValue(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
