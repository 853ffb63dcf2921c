package dev.voicgen.bench.run;

import dev.voicgen.contracts.json.Json;
import dev.voicgen.platform.config.KafkaSettings;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The ceilings: a Javalin that answers JSON and nothing else, and one that appends the body to a topic, waits for the
 * acknowledgement and answers, without keys, limits, checks or a verdict. In the same process, on the same broker.
 */
public final class BareServer implements AutoCloseable {

    public static final String JSON = "/bare/json";
    public static final String PRODUCE = "/bare/produce";

    private static final String TOPIC = "bench.bare";
    private static final Map<String, Object> ANSWER = Map.of(
            "success",
            true,
            "message",
            "OK",
            "data",
            Map.of("id", 1, "post_id", "post-1", "status", "pending", "progress_percent", 0, "language", "en"));

    private final KafkaProducer<byte[], byte[]> producer;
    private final Javalin javalin;

    private BareServer(KafkaSettings kafka) {
        Map<String, Object> config = kafka.client();
        config.putAll(Map.of("client.id", "bare", "acks", "all", "linger.ms", "0"));
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        javalin = Javalin.create(this::configure).start();
    }

    public static BareServer start(KafkaSettings kafka) {
        try (Admin admin = Admin.create(kafka.client())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, kafka.partitions(), (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("no topic for the ceiling", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new BareServer(kafka);
    }

    public int port() {
        return javalin.port();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.jetty.host = "127.0.0.1";
        config.jetty.port = 0;
        config.routes.get(JSON, ctx -> answer(ctx, 200));
        config.routes.post(JSON, ctx -> {
            ctx.bodyAsBytes();
            answer(ctx, 200);
        });
        config.routes.post(
                PRODUCE, ctx -> ctx.future(() -> append(ctx.bodyAsBytes()).thenAccept(unused -> answer(ctx, 202))));
    }

    private CompletableFuture<Void> append(byte[] body) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        var unused = producer.send(new ProducerRecord<>(TOPIC, body), (metadata, failure) -> {
            if (failure == null) {
                acknowledged.complete(null);
            } else {
                acknowledged.completeExceptionally(failure);
            }
        });
        return acknowledged;
    }

    private static void answer(Context ctx, int status) {
        try {
            ctx.status(status)
                    .contentType("application/json")
                    .result(Json.mapper().writeValueAsBytes(ANSWER));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        javalin.stop();
        producer.close();
    }
}
