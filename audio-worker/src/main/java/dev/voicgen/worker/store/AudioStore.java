package dev.voicgen.worker.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps finished audio and the segments it is joined from. Whatever has a name is whole and never changes; several processes may use
 * one store at once, and writing a name twice is harmless. Thread-safe. {@link IOException} means that the store does not work
 * now; a missing name is an ordinary answer.
 */
public interface AudioStore {

    /** An audio that is being written. Closing it unpublished leaves nothing behind. For one thread. */
    interface Draft extends Closeable {

        void write(byte[] bytes, int offset, int length) throws IOException;

        /** The number of bytes that have arrived in the store so far. */
        long size() throws IOException;

        /** Makes the audio visible under the name of its content. Once this returns, the audio survives a crash. Ends the draft. */
        AudioName publish() throws IOException;
    }

    /** Starts a new audio, which is invisible until {@link Draft#publish}. */
    Draft draft() throws IOException;

    /** The size of {@code name} in bytes, or empty where there is none. */
    OptionalLong size(AudioName name) throws IOException;

    /** The content of {@code name}, to be closed by the caller, or empty where there is none. */
    Optional<InputStream> open(AudioName name) throws IOException;

    /** Removes {@code name}; does nothing where there is none. */
    void delete(AudioName name) throws IOException;

    /** What was kept as {@code name}, or empty where nothing was. */
    Optional<byte[]> segment(SegmentName name) throws IOException;

    /** Keeps {@code content}; once this returns it survives a crash. */
    void keep(SegmentName name, byte[] content) throws IOException;
}
