package dev.voicgen.worker.job;

import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.kafka.TopicConsumers;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Reads a job from its record; both topics have the same. */
final class JobRecord {

    private JobRecord() {}

    /** The job; empty where the bytes are not a whole one. */
    static Optional<AudioJob> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.ofNullable(TopicConsumers.read(Topics.AUDIO_JOBS, record.value()))
                    .filter(JobRecord::isWhole);
        } catch (SerializationException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(AudioJob job) {
        Article article = job.article();
        return job.requestedAt() != null
                && article != null
                && article.postId() != null
                && article.language() != null
                && article.text() != null
                && article.contentHash() != null;
    }
}
