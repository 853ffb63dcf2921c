package dev.voicgen.ingress.bulk;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.ingress.access.ApiRefusals;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.kafka.TopicProducer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Appends the commands of one upload to the site's log in their order. Few bytes are ever being sent, so an upload takes
 * no more memory than that however fast it comes, and waits where the log is slow. For one thread.
 */
final class UploadLog {

    /** Until when a command must be acknowledged: the log may move to another broker meanwhile. */
    static final Duration DEADLINE = Duration.ofSeconds(20);

    private static final int MAX_BYTES_UNDER_WAY = 1024 * 1024;

    private final TopicProducer producer;
    private final byte[] site;
    private final Semaphore room = new Semaphore(MAX_BYTES_UNDER_WAY);
    private volatile boolean broken;

    UploadLog(TopicProducer producer, long siteId) {
        this.producer = producer;
        this.site = String.valueOf(siteId).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws FailedRequest with 503 where this or an earlier command is not acknowledged in time */
    void append(SiteCommand command) {
        String topic = Topics.SITE_COMMANDS.name();
        byte[] record = Topics.SITE_COMMANDS.values().serializer().serialize(topic, command);
        int size = Math.min(record.length, MAX_BYTES_UNDER_WAY);
        await(size);
        var unused = producer.sendBytes(topic, site, record).whenComplete((appended, failure) -> {
            if (failure != null) {
                broken = true;
            }
            room.release(size);
        });
    }

    /**
     * Returns when all of it is on the log.
     *
     * @throws FailedRequest with 503 where it is not
     */
    void awaitAll() {
        await(MAX_BYTES_UNDER_WAY);
        room.release(MAX_BYTES_UNDER_WAY);
    }

    private void await(int bytes) {
        if (!acquired(bytes) || broken) {
            throw new FailedRequest(ApiRefusals.admissionUnavailable());
        }
    }

    private boolean acquired(int bytes) {
        try {
            return room.tryAcquire(bytes, DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
