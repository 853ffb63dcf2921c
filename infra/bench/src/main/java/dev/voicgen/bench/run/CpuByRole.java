package dev.voicgen.bench.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the threads of this process have used of the processors so far, in seconds by what they are there for. */
public record CpuByRole(Map<String, Double> seconds) {

    /** What is no Java thread: collector, compiler, the store's own. */
    public static final String JVM = "JVM and native";

    /** By how a thread's name begins or what it contains; the first that fits. */
    private static final Map<String, String> ROLES = new LinkedHashMap<>();

    static {
        ROLES.put("kafka-producer-network-thread | voicgen-admission", "admission: producer");
        ROLES.put("voicgen-admission", "admission: stream threads");
        ROLES.put("bench-streams", "bare: streams");
        ROLES.put("kafka-producer-network-thread | ingress-api", "ingress: producer");
        ROLES.put("verdict-reader", "ingress: verdict reader");
        ROLES.put("kafka-producer-network-thread | bare", "bare: producer");
        ROLES.put("http", "ingress: HTTP");
        ROLES.put("JettyServerThreadPool", "bare: HTTP");
        ROLES.put("data-plane-kafka-network", "broker: network");
        ROLES.put("data-plane-kafka-request-handler", "broker: requests");
        ROLES.put("key-", "ingress: keys");
    }

    public static CpuByRole now() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Double> seconds = new HashMap<>();
        double known = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            long nanos = thread == null ? -1 : threads.getThreadCpuTime(thread.getThreadId());
            if (nanos > 0) {
                seconds.merge(roleOf(thread.getThreadName()), nanos / 1e9, Double::sum);
                known += nanos / 1e9;
            }
        }
        long process = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
        seconds.put(JVM, process / 1e9 - known);
        return new CpuByRole(seconds);
    }

    /** What was used since {@code before}; nothing of threads that have ended meanwhile. */
    public CpuByRole since(CpuByRole before) {
        Map<String, Double> used = new TreeMap<>();
        seconds.forEach((role, now) -> used.put(role, Math.max(0, now - before.seconds.getOrDefault(role, 0.0))));
        return new CpuByRole(used);
    }

    /** The sum of the roles that begin with {@code prefix}. */
    public double of(String prefix) {
        return seconds.entrySet().stream()
                .filter(role -> role.getKey().startsWith(prefix))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static String roleOf(String thread) {
        return ROLES.entrySet().stream()
                .filter(role -> thread.contains(role.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("others");
    }
}
