package dev.voicgen.standalone.revocation;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Clients that never rest: each asks some instance for a post that is not there, with the newest key or one of those
 * before it. Thread-safe.
 */
final class KeyTraffic implements AutoCloseable {

    private static final int CLIENTS = 3;
    private static final int GENERATIONS_IN_USE = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final long BREATH_MILLIS = 2;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, URI> instances = new ConcurrentHashMap<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<Thread> clients = new ArrayList<>();
    private final RotationHistory history;
    private volatile boolean stopped;

    KeyTraffic(RotationHistory history) {
        this.history = history;
    }

    void start() {
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(this::run, "client-" + i);
            clients.add(client);
            client.start();
        }
    }

    void reach(String instance, URI url) {
        instances.put(instance, url);
    }

    void forget(String instance) {
        instances.remove(instance);
    }

    /** Takes a key into use as the newest; answers its generation. */
    synchronized int add(String key) {
        keys.add(key);
        return keys.size() - 1;
    }

    /** Of the newest key, -1 where there is none. */
    int newest() {
        return keys.size() - 1;
    }

    /** Sends a key to every instance at this very moment; answers when all have answered or cannot be waited for. */
    List<RotationHistory.Attempt> volley(int generation) {
        List<CompletableFuture<RotationHistory.Attempt>> sent = instances.keySet().stream()
                .map(instance -> send(instance, generation))
                .toList();
        return sent.stream().map(CompletableFuture::join).toList();
    }

    /** One request to one instance. */
    CompletableFuture<RotationHistory.Attempt> send(String instance, int generation) {
        HttpRequest request = HttpRequest.newBuilder(instances.get(instance).resolve("/v1/audio/none/status"))
                .timeout(PATIENCE)
                .header("X-API-Key", keys.get(generation))
                .build();
        long sentAt = System.nanoTime();
        return http.sendAsync(request, BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode)
                .exceptionally(noAnswer -> 0)
                .thenApply(status -> {
                    RotationHistory.Attempt attempt =
                            new RotationHistory.Attempt(generation, instance, sentAt, System.nanoTime(), status);
                    history.add(attempt);
                    return attempt;
                });
    }

    private void run() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        List<String> names = List.copyOf(instances.keySet());
        try {
            while (!stopped) {
                int back = random.nextInt(GENERATIONS_IN_USE);
                int generation = Math.max(0, newest() - back);
                // Not waited for long: one instance that stands still must not keep the others from being asked.
                var unusedOutcome = send(names.get(random.nextInt(names.size())), generation)
                        .completeOnTimeout(null, BREATH_MILLIS * 50, TimeUnit.MILLISECONDS)
                        .join();
                TimeUnit.MILLISECONDS.sleep(BREATH_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        for (Thread client : clients) {
            client.join();
        }
    }
}
