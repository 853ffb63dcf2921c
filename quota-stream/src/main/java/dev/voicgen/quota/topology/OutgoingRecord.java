package dev.voicgen.quota.topology;

import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.quota.admission.Output;

/** An output as bytes, and the sink that writes it. */
record OutgoingRecord(String sink, byte[] key, byte[] value) {

    static OutgoingRecord of(Output output) {
        if (output instanceof Output.Answer answer) {
            return encode(
                    AdmissionTopology.VERDICTS,
                    Topics.ADMISSION_VERDICTS,
                    answer.verdict().requestId(),
                    answer.verdict());
        }
        if (output instanceof Output.Job queued) {
            return encode(
                    AdmissionTopology.JOBS,
                    Topics.AUDIO_JOBS,
                    queued.job().post().toString(),
                    queued.job());
        }
        var event = ((Output.Event) output).event();
        return encode(
                AdmissionTopology.EVENTS, Topics.AUDIO_EVENTS, event.post().toString(), event);
    }

    private static <K, V> OutgoingRecord encode(String sink, Topic<K, V> topic, K key, V value) {
        return new OutgoingRecord(
                sink,
                topic.keys().serializer().serialize(topic.name(), key),
                topic.values().serializer().serialize(topic.name(), value));
    }
}
