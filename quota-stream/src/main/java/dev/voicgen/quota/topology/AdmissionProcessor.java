package dev.voicgen.quota.topology;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.quota.admission.LedgerState;
import dev.voicgen.quota.admission.LogPosition;
import dev.voicgen.quota.admission.Output;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides on one record after the other of one partition: read, load, decide and encode, and only then save and tell, so
 * that a record takes effect whole or is a dead letter. A failing store or broker is no property of the record and goes up
 * to the stream thread, which aborts the transaction. For the stream thread alone.
 */
final class AdmissionProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger log = LoggerFactory.getLogger(AdmissionProcessor.class);

    private final AdmissionMetrics metrics;
    private ProcessorContext<byte[], byte[]> context;
    private LedgerStores stores;

    AdmissionProcessor(AdmissionMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> initialised) {
        context = initialised;
        stores = new LedgerStores(initialised);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        long started = System.nanoTime();
        RecordMetadata source = context.recordMetadata().orElseThrow();
        LogPosition at = new LogPosition(source.partition(), source.offset(), Instant.ofEpochMilli(record.timestamp()));
        try {
            SiteCommand command = CommandReader.read(record.key(), record.value());
            LedgerState before = stores.load(command);
            Decided decided = Decided.of(before, command, at);
            apply(decided, record.timestamp());
            metrics.decided(command, decided.decision(), at.appendTime(), System.nanoTime() - started);
        } catch (PoisonCommand poison) {
            log.warn(
                    "partition={} offset={} is a dead letter: {}; look at it on the topic of dead letters",
                    at.partition(),
                    at.offset(),
                    poison.getMessage());
            context.forward(DeadLetter.of(record, source, poison.getMessage()), AdmissionTopology.DEAD_LETTERS);
            metrics.deadLetter();
        }
    }

    private void apply(Decided decided, long timestamp) {
        Effects effects = decided.effects();
        stores.save(effects.writes(), decided.decision().state());
        effects.records().forEach(outgoing -> forward(outgoing, timestamp));
        effects.releases().forEach(release -> forward(OutgoingRecord.bulk(stores.release(release)), timestamp));
        effects.followers().forEach(follower -> queue(follower, timestamp));
    }

    private void queue(Output.QueueNext follower, long timestamp) {
        byte[] held = stores.releaseNext(follower.post());
        forward(OutgoingRecord.queued(held), timestamp);
        if (follower.backlogNumber() != null) {
            stores.hold(follower.post().siteId(), follower.backlogNumber(), held);
        } else {
            forward(follower.bulk() ? OutgoingRecord.bulk(held) : OutgoingRecord.single(held), timestamp);
        }
    }

    private void forward(OutgoingRecord outgoing, long timestamp) {
        context.forward(new Record<>(outgoing.key(), outgoing.value(), timestamp), outgoing.sink());
    }
}
