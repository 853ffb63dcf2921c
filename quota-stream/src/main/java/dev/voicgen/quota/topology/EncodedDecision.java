package dev.voicgen.quota.topology;

import dev.voicgen.contracts.audio.AudioEvent;
import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.topic.Topic;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.quota.admission.AdmissionRules;
import dev.voicgen.quota.admission.Decision;
import dev.voicgen.quota.admission.LedgerState;
import dev.voicgen.quota.admission.LogPosition;
import dev.voicgen.quota.admission.Output;
import java.util.ArrayList;
import java.util.List;

/**
 * A decision with its effects encoded, before any of them takes place.
 *
 * @param writes to the stores
 * @param records for the sinks
 * @param releases of jobs from the backlog, which were encoded when they were held
 * @param followers jobs that waited for the end of another job, encoded in the same way
 */
record EncodedDecision(
        Decision decision,
        List<LedgerStores.Write> writes,
        List<Outgoing> records,
        List<Output.Release> releases,
        List<Output.QueueNext> followers) {

    /** @throws CommandReader.Poison where the command cannot be decided on or its effects cannot be encoded */
    static EncodedDecision of(LedgerState before, SiteCommand command, LogPosition at) throws CommandReader.Poison {
        try {
            Decision decision = AdmissionRules.decide(before, command, at);
            EncodedDecision encoded = new EncodedDecision(
                    decision,
                    new ArrayList<>(LedgerStores.changes(command, before, decision.state())),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
            decision.outputs().forEach(encoded::add);
            return encoded;
        } catch (RuntimeException e) {
            // Only the record and the states were used, so it fails in every replay of the log as well.
            throw new CommandReader.Poison(
                    "the decision failed: " + e.getClass().getSimpleName(), e);
        }
    }

    private void add(Output output) {
        if (output instanceof Output.Hold hold) {
            writes.add(LedgerStores.hold(hold));
        } else if (output instanceof Output.HoldNext hold) {
            writes.add(LedgerStores.holdNext(hold));
        } else if (output instanceof Output.Release release) {
            releases.add(release);
        } else if (output instanceof Output.QueueNext follower) {
            followers.add(follower);
        } else {
            records.add(Outgoing.of(output));
        }
    }

    /** An encoded record, and the sink that writes it. */
    record Outgoing(String sink, byte[] key, byte[] value) {

        private static Outgoing of(Output output) {
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
            if (output instanceof Output.BulkJob bulk) {
                return encode(
                        AdmissionTopology.BULK_JOBS,
                        Topics.AUDIO_JOBS_BULK,
                        bulk.job().post().toString(),
                        bulk.job());
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
                        AdmissionTopology.BATCHES,
                        Topics.BATCH_EVENTS,
                        told.event().batchId(),
                        told.event());
            }
            if (output instanceof Output.Count told) {
                return encode(
                        AdmissionTopology.USAGE,
                        Topics.USAGE_COUNTERS,
                        told.count().key(),
                        told.count());
            }
            throw new IllegalArgumentException(
                    "no topic has " + output.getClass().getSimpleName());
        }

        /** A job as the backlog keeps it until it goes to the workers. */
        static byte[] held(AudioJob job) {
            return Topics.AUDIO_JOBS_BULK.values().serializer().serialize(Topics.AUDIO_JOBS_BULK.name(), job);
        }

        /** A held job for the workers, behind all single jobs. */
        static Outgoing bulk(byte[] held) {
            return job(AdmissionTopology.BULK_JOBS, Topics.AUDIO_JOBS_BULK, held);
        }

        /** A held job for the workers, before all bulk jobs. */
        static Outgoing single(byte[] held) {
            return job(AdmissionTopology.JOBS, Topics.AUDIO_JOBS, held);
        }

        /** Tells the catalog that a held job is queued now. */
        static Outgoing queued(byte[] held) {
            return of(new Output.Event(AudioEvent.Queued.of(decoded(held))));
        }

        private static Outgoing job(String sink, Topic<String, AudioJob> topic, byte[] held) {
            String post = decoded(held).post().toString();
            return new Outgoing(sink, topic.keys().serializer().serialize(topic.name(), post), held);
        }

        private static AudioJob decoded(byte[] held) {
            return Topics.AUDIO_JOBS_BULK.values().deserializer().deserialize(Topics.AUDIO_JOBS_BULK.name(), held);
        }

        private static <K, V> Outgoing encode(String sink, Topic<K, V> topic, K key, V value) {
            return new Outgoing(
                    sink,
                    topic.keys().serializer().serialize(topic.name(), key),
                    topic.values().serializer().serialize(topic.name(), value));
        }
    }
}
