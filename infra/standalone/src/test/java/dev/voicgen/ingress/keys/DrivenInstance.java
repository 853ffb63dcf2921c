package dev.voicgen.ingress.keys;

import dev.voicgen.contracts.key.ControlRecord;
import dev.voicgen.contracts.key.Lease;
import dev.voicgen.contracts.key.Moment;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.contracts.value.KeyHash;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What decides about keys in an instance of the ingress: its real map, lease and reader, with a log and a clock that a test
 * plays. For one thread.
 */
public final class DrivenInstance {

    private static final Counter UNREADABLE = new SimpleMeterRegistry().counter("unreadable");

    private final KeyMap map = new KeyMap();
    private final OwnLease lease;
    private final ControlReader reader;
    private Moment now = new Moment(0, 0);

    public DrivenInstance(String name) {
        lease = new OwnLease(name, () -> now);
        reader = new ControlReader(map, lease, () -> {}, UNREADABLE);
    }

    public void setClock(Moment now) {
        this.now = now;
    }

    /** Makes the next probe. */
    public ControlRecord.Heartbeat probe() {
        return lease.issue(reader.appliedOffset());
    }

    public void read(long offset, ControlRecord record) {
        String topic = Topics.KEY_CONTROL.name();
        read(offset, record.key(), Topics.KEY_CONTROL.values().serializer().serialize(topic, record));
    }

    /** Reads that {@code instance} has left. */
    public void readLeft(long offset, String instance) {
        read(offset, new ControlRecord.Heartbeat(instance, 0, 0).key(), null);
    }

    private void read(long offset, String key, byte[] value) {
        reader.read(List.of(new ConsumerRecord<>(
                Topics.KEY_CONTROL.name(), 0, offset, key.getBytes(StandardCharsets.UTF_8), value)));
    }

    /** It is closed. */
    public void end() {
        lease.end();
    }

    public long appliedOffset() {
        return reader.appliedOffset();
    }

    /** Whether it would look into its map. */
    public boolean trustsItsMap() {
        return lease.holdsAt(now);
    }

    /** Whether {@code key} is in its map, trusted or not. */
    public boolean has(KeyHash key) {
        return map.key(key).isPresent();
    }

    /** The longest lease so far; null: none. */
    public Lease lease() {
        return lease.earned();
    }
}
