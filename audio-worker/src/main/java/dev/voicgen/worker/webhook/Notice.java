package dev.voicgen.worker.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.voicgen.contracts.json.Json;
import java.time.Instant;
import java.util.Optional;

/** What a callback says: the components of each kind are its body. */
public sealed interface Notice permits AudioNotice, BatchNotice, QuotaNotice {

    String type();

    /** When it became so. */
    Instant timestamp();

    /** The site whose secret signs it. */
    long siteId();

    /** The job it is about, which is told to a receiver once; empty where it is about none. */
    default Optional<Long> job() {
        return Optional.empty();
    }

    /** Names what is told once altogether, whoever notes it; empty where the job does. */
    default Optional<String> fact() {
        return Optional.empty();
    }

    /** The body. */
    default String toJson() {
        try {
            return Json.answers().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a notice is always JSON", e);
        }
    }
}
