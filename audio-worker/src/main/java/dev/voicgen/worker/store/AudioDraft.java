package dev.voicgen.worker.store;

import java.io.Closeable;
import java.io.IOException;

/** An audio that is being written; closing it unpublished leaves nothing behind. For one thread. */
public interface AudioDraft extends Closeable {

    /** Appends {@code bytes}. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** The bytes that have arrived in the store so far. */
    long size() throws IOException;

    /** Makes the audio visible under the name of its content; once this returns it survives a crash. Ends the draft. */
    AudioName publish() throws IOException;
}
