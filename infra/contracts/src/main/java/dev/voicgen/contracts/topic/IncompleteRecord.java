package dev.voicgen.contracts.topic;

import org.apache.kafka.common.errors.SerializationException;

/** A value lacks a field without which no reader can work. The records of this module check that themselves. */
public final class IncompleteRecord extends SerializationException {

    private static final long serialVersionUID = 1L;

    IncompleteRecord(String message) {
        super(message);
    }
}
