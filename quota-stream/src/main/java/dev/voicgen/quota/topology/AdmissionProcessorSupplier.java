package dev.voicgen.quota.topology;

import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Connects each processor to its stores. */
record AdmissionProcessorSupplier(AdmissionMetrics metrics)
        implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
        return new AdmissionProcessor(metrics);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return LedgerStores.builders();
    }
}
