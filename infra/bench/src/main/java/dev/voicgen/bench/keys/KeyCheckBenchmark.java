package dev.voicgen.bench.keys;

import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.ingress.keys.KeyDecision;
import dev.voicgen.ingress.keys.KeyView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From the header's text to the decision, as every request on a route with a key does it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyCheckBenchmark {

    /** Of the file with the plaintexts, one a line. */
    static final String KEYS_FILE = "bench.keys";

    private static final int BUSY_KEYS = 10_000;

    private static List<String> plaintexts() throws IOException {
        return Files.readAllLines(Path.of(System.getProperty(KEYS_FILE)));
    }

    /** A running view of all keys. */
    @State(Scope.Benchmark)
    public static class AllKeys {

        private PreloadedKeyView connected;
        private KeyView view;
        private String[] keys;

        @Setup
        public void read() throws IOException, InterruptedException {
            keys = plaintexts().toArray(String[]::new);
            connected = PreloadedKeyView.connect();
            view = connected.read();
        }

        @TearDown
        public void close() {
            connected.close();
        }

        private KeyDecision check(int most) {
            String text = keys[ThreadLocalRandom.current().nextInt(most)];
            KeyDecision decision = view.check(ApiKey.parse(text).orElseThrow()).join();
            if (!(decision instanceof KeyDecision.Known)) {
                throw new IllegalStateException("a live key was not found");
            }
            return decision;
        }
    }

    /** The ceiling: every key in a bare map. */
    @State(Scope.Benchmark)
    public static class BareMap {

        private final Map<String, Integer> map = new ConcurrentHashMap<>();
        private String[] keys;

        @Setup
        public void fill() throws IOException {
            keys = plaintexts().toArray(String[]::new);
            for (int i = 0; i < keys.length; i++) {
                // Copies: that a string is itself would be too easy to find out.
                map.put(new String(keys[i].toCharArray()), i);
            }
        }
    }

    /** Keys that nobody has made. */
    @State(Scope.Benchmark)
    public static class MadeUpKeys {
        private final String wrongChecksum = "vg_live_" + "a".repeat(38);
        private final String wrongStart = "vg_test_" + "a".repeat(38);
    }

    @Benchmark
    public KeyDecision keyInUse(AllKeys all) {
        return all.check(Math.min(BUSY_KEYS, all.keys.length));
    }

    @Benchmark
    public KeyDecision anyOfAllKeys(AllKeys all) {
        return all.check(all.keys.length);
    }

    @Benchmark
    public Integer bareMapGet(BareMap bare) {
        return bare.map.get(bare.keys[ThreadLocalRandom.current().nextInt(bare.keys.length)]);
    }

    @Benchmark
    public Optional<ApiKey> malformedChecksum(MadeUpKeys keys) {
        return ApiKey.parse(keys.wrongChecksum);
    }

    @Benchmark
    public Optional<ApiKey> malformedStart(MadeUpKeys keys) {
        return ApiKey.parse(keys.wrongStart);
    }
}
