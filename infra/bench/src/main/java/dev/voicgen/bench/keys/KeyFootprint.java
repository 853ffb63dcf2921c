package dev.voicgen.bench.keys;

import dev.voicgen.ingress.keys.KeyView;
import java.lang.management.ManagementFactory;

/** Reads all keys in a JVM of its own and prints how long that took and what they hold of the heap. */
public final class KeyFootprint {

    private static final int COLLECTIONS = 3;

    private KeyFootprint() {}

    public static void main(String[] args) throws InterruptedException {
        try (PreloadedKeyView connected = PreloadedKeyView.connect()) {
            long before = usedBytes();
            long start = System.nanoTime();
            KeyView view = connected.read();
            double seconds = (System.nanoTime() - start) / 1e9;
            long used = usedBytes() - before;
            // Asked for last, so that the view cannot be collected before.
            System.out.println(seconds + " " + used + " " + view.isCurrent());
        }
    }

    private static long usedBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
