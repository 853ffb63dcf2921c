package dev.voicgen.quota.analytics;

import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.apache.kafka.streams.state.internals.OffsetCheckpoint;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * Window stores on disk that a restart takes up also while they are empty. Streams 4.3 notes how far such a store is inside its
 * segments. A store without a segment has no note, and Streams takes one that has none for damaged: it throws away all stores of
 * the partition, also those that are full, and builds them again. To be removed when Streams knows an empty store itself.
 */
record RestartableWindows(WindowBytesStoreSupplier stores) implements WindowBytesStoreSupplier {

    static WindowBytesStoreSupplier persistent(String name, Duration retention, Duration window) {
        return new RestartableWindows(Stores.persistentWindowStore(name, retention, window, false));
    }

    @Override
    public WindowStore<Bytes, byte[]> get() {
        return new Windows(stores.get());
    }

    @Override
    public String name() {
        return stores.name();
    }

    @Override
    public String metricsScope() {
        return stores.metricsScope();
    }

    @Override
    public long segmentIntervalMs() {
        return stores.segmentIntervalMs();
    }

    @Override
    public long windowSize() {
        return stores.windowSize();
    }

    @Override
    public boolean retainDuplicates() {
        return stores.retainDuplicates();
    }

    @Override
    public long retentionPeriod() {
        return stores.retentionPeriod();
    }

    private static final class Windows extends WrappedStateStore<WindowStore<Bytes, byte[]>, Bytes, byte[]>
            implements WindowStore<Bytes, byte[]> {

        Windows(WindowStore<Bytes, byte[]> wrapped) {
            super(wrapped);
        }

        /** Nothing that was not committed can be in an empty store: it is whole, as of the beginning of its changelog. */
        @Override
        public Long committedOffset(TopicPartition changelog) {
            Long noted = wrapped().committedOffset(changelog);
            return noted == null && isEmpty() ? Long.valueOf(OffsetCheckpoint.OFFSET_UNKNOWN) : noted;
        }

        private boolean isEmpty() {
            try (KeyValueIterator<Windowed<Bytes>, byte[]> all = wrapped().all()) {
                return !all.hasNext();
            }
        }

        @Override
        public void put(Bytes key, byte[] value, long windowStart) {
            wrapped().put(key, value, windowStart);
        }

        @Override
        public byte[] fetch(Bytes key, long windowStart) {
            return wrapped().fetch(key, windowStart);
        }

        @Override
        public WindowStoreIterator<byte[]> fetch(Bytes key, long from, long to) {
            return wrapped().fetch(key, from, to);
        }

        @Override
        public KeyValueIterator<Windowed<Bytes>, byte[]> fetch(Bytes firstKey, Bytes lastKey, long from, long to) {
            return wrapped().fetch(firstKey, lastKey, from, to);
        }

        @Override
        public KeyValueIterator<Windowed<Bytes>, byte[]> fetchAll(long from, long to) {
            return wrapped().fetchAll(from, to);
        }

        @Override
        public KeyValueIterator<Windowed<Bytes>, byte[]> all() {
            return wrapped().all();
        }
    }
}
