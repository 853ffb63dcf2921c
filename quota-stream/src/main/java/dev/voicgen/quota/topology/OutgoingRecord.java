package dev.voicgen.quota.topology;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.quota.admission.Output;

/** Something told, as bytes, and the sink that writes it. */
record OutgoingRecord(String sink, byte[] key, byte[] value) {

    /** @throws IllegalArgumentException where {@code output} is not told but kept */
    static OutgoingRecord of(Output output) {
        if (output instanceof Output.Answer answer) {
            return encode(
                    AdmissionTopology.VERDICTS,
                    Topics.ADMISSION_VERDICTS,
                    answer.verdict().requestId(),
                    answer.verdict());
        }
        if (output instanceof Output.Job single) {
            return encode(
                    AdmissionTopology.JOBS,
                    Topics.AUDIO_JOBS,
                    single.job().post().toString(),
                    single.job());
        }
        if (output instanceof Output.BulkJob ofBatch) {
            return bulk(ofBatch.job());
        }
        if (output instanceof Output.Event told) {
            return encode(
                    AdmissionTopology.EVENTS,
                    Topics.AUDIO_EVENTS,
                    told.event().post().toString(),
                    told.event());
        }
        if (output instanceof Output.Batch told) {
            return encode(
                    AdmissionTopology.BATCHES, Topics.BATCH_EVENTS, told.event().batchId(), told.event());
        }
        if (output instanceof Output.Count told) {
            return encode(
                    AdmissionTopology.USAGE, Topics.USAGE_COUNTERS, told.count().key(), told.count());
        }
        throw new IllegalArgumentException("nobody is told " + output.getClass().getSimpleName());
    }

    private static OutgoingRecord bulk(AudioJob job) {
        return encode(
                AdmissionTopology.BULK_JOBS, Topics.AUDIO_JOBS_BULK, job.post().toString(), job);
    }

    /** A job as it is held until it goes to the workers. */
    static byte[] encoded(AudioJob job) {
        return Topics.AUDIO_JOBS_BULK.values().serializer().serialize(Topics.AUDIO_JOBS_BULK.name(), job);
    }

    /** A job that was held as bytes. */
    static OutgoingRecord bulk(byte[] held) {
        return job(AdmissionTopology.BULK_JOBS, Topics.AUDIO_JOBS_BULK, held);
    }

    /** One that was held and goes before all bulk jobs. */
    static OutgoingRecord single(byte[] held) {
        return job(AdmissionTopology.JOBS, Topics.AUDIO_JOBS, held);
    }

    /** Tells the catalog of a job that was held and is queued now. */
    static OutgoingRecord queued(byte[] held) {
        return of(new Output.Event(AudioEvent.Queued.of(decoded(held))));
    }

    private static OutgoingRecord job(String sink, Topic<String, AudioJob> topic, byte[] held) {
        String post = decoded(held).post().toString();
        return new OutgoingRecord(sink, topic.keys().serializer().serialize(topic.name(), post), held);
    }

    private static AudioJob decoded(byte[] held) {
        return Topics.AUDIO_JOBS_BULK.values().deserializer().deserialize(Topics.AUDIO_JOBS_BULK.name(), held);
    }

    private static <K, V> OutgoingRecord encode(String sink, Topic<K, V> topic, K key, V value) {
        return new OutgoingRecord(
                sink,
                topic.keys().serializer().serialize(topic.name(), key),
                topic.values().serializer().serialize(topic.name(), value));
    }
}
