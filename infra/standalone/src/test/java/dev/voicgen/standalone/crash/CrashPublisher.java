package dev.voicgen.standalone.crash;

import dev.voicgen.standalone.ApiCaller;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Submits posts from several threads, each as often as it takes until it is told yes or no. */
final class CrashPublisher {

    /** What a post was told in the end. */
    enum Answer {
        ADMITTED,
        REFUSED
    }

    private static final String ARTICLE = "The ferry leaves at noon, and the wind on deck is cold enough for a coat.";
    private static final int MAX_PAUSE_MS = 500;
    /** So that the kills come in the middle of the work and not behind it. */
    private static final int THINKING_MS = Integer.getInteger("crash.thinking_ms", 1_000);

    private final List<ApiCaller> instances;
    private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final List<Thread> threads;

    private CrashPublisher(List<ApiCaller> instances, int posts, int threads) {
        this.instances = instances;
        IntStream.range(0, posts).forEach(post -> waiting.add("post-" + post));
        this.threads = IntStream.range(0, threads)
                .mapToObj(i -> new Thread(this::submitAll, "publisher-" + i))
                .toList();
    }

    static CrashPublisher start(List<URI> apis, String key, int posts, int threads) {
        CrashPublisher publisher = new CrashPublisher(
                apis.stream().map(api -> new ApiCaller(api, key)).toList(), posts, threads);
        publisher.threads.forEach(Thread::start);
        return publisher;
    }

    boolean isDone() {
        return threads.stream().noneMatch(Thread::isAlive);
    }

    Map<String, Answer> answers() {
        return answers;
    }

    /** How often each status was seen; 0 is no answer at all. */
    Map<Integer, AtomicInteger> statuses() {
        return statuses;
    }

    private void submitAll() {
        for (String post = waiting.poll(); post != null; post = waiting.poll()) {
            answers.put(post, submit(post));
            pause(THINKING_MS);
        }
    }

    private Answer submit(String post) {
        while (true) {
            int status = statusOf(post);
            statuses.computeIfAbsent(status, unused -> new AtomicInteger()).incrementAndGet();
            switch (status) {
                case 200, 202 -> {
                    return Answer.ADMITTED;
                }
                case 403 -> {
                    return Answer.REFUSED;
                }
                case 0, 503 -> pause(MAX_PAUSE_MS);
                default -> throw new IllegalStateException("post " + post + " was answered with " + status);
            }
        }
    }

    private int statusOf(String post) {
        ApiCaller instance = instances.get(ThreadLocalRandom.current().nextInt(instances.size()));
        try {
            return instance.generate(Map.of("post_id", post, "content", ARTICLE))
                    .status();
        } catch (UncheckedIOException killed) {
            return 0;
        }
    }

    private static void pause(int maxMillis) {
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(maxMillis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
