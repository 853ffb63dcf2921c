package dev.voicgen.quota.topology;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.quota.admission.LedgerState;
import dev.voicgen.quota.admission.LogPosition;
import dev.voicgen.quota.admission.Output;
import dev.voicgen.quota.sink.DeadLetter;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes the records of one partition in order: reads, loads, decides and encodes, and only then saves and forwards. So a
 * record takes effect as a whole or becomes a dead letter. A failing store or broker says nothing about the record: its exception
 * goes up to the stream thread, which aborts the transaction. For the stream thread only.
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
            EncodedDecision decided = EncodedDecision.of(before, command, at);
            apply(decided, record.timestamp());
            metrics.decided(command, decided.decision(), at.appendTime(), System.nanoTime() - started);
        } catch (CommandReader.Poison poison) {
            log.warn(
                    "partition={} offset={} is a dead letter: {}; look at it on the topic of dead letters",
                    at.partition(),
                    at.offset(),
                    poison.getMessage());
            context.forward(DeadLetter.of(record, source, poison.getMessage()), AdmissionTopology.DEAD_LETTERS);
            metrics.deadLetter();
        }
    }

    private void apply(EncodedDecision decided, long timestamp) {
        stores.save(decided.writes(), decided.decision().state());
        decided.records().forEach(outgoing -> forward(outgoing, timestamp));
        decided.releases()
                .forEach(release -> forward(EncodedDecision.Outgoing.bulk(stores.release(release)), timestamp));
        decided.followers().forEach(follower -> queue(follower, timestamp));
    }

    private void queue(Output.QueueNext follower, long timestamp) {
        byte[] held = stores.releaseNext(follower.post());
        forward(EncodedDecision.Outgoing.queued(held), timestamp);
        if (follower.backlogNumber() != null) {
            stores.hold(follower.post().siteId(), follower.backlogNumber(), held);
        } else {
            forward(
                    follower.bulk() ? EncodedDecision.Outgoing.bulk(held) : EncodedDecision.Outgoing.single(held),
                    timestamp);
        }
    }

    private void forward(EncodedDecision.Outgoing outgoing, long timestamp) {
        context.forward(new Record<>(outgoing.key(), outgoing.value(), timestamp), outgoing.sink());
    }
}
