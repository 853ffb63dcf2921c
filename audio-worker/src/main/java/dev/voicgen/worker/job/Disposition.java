package dev.voicgen.worker.job;

import org.apache.kafka.clients.consumer.AcknowledgeType;

/** What the broker is told about a record that is no longer worked on. */
enum Disposition {
    /** Its end is in the database, or it needs none. */
    ACCEPT(AcknowledgeType.ACCEPT),
    /** Another worker shall take it. */
    RELEASE(AcknowledgeType.RELEASE);

    private final AcknowledgeType type;

    Disposition(AcknowledgeType type) {
        this.type = type;
    }

    AcknowledgeType type() {
        return type;
    }
}
