package dev.voicgen.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** Carries one plan out, on a blocking thread for each connection. */
final class LoadRun {

    /** Over all plans of a process, so that no post is sent twice. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(1);
    private static final int DIGITS = 3;

    private final LoadPlan plan;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong unexpected = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();
    private final Histogram latencies = new Histogram(HIGHEST_MICROS, DIGITS);
    private final CountDownLatch connected;
    private volatile long start;

    LoadRun(LoadPlan plan) {
        this.plan = plan;
        this.connected = new CountDownLatch(plan.connections());
    }

    LoadResult run() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < plan.connections(); i++) {
            Thread thread = new Thread(() -> drive(go), "connection-" + i);
            thread.start();
            threads.add(thread);
        }
        connected.await();
        long cpuBefore = cpuNanos();
        start = System.nanoTime();
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new LoadResult(
                latencies.getTotalCount(),
                unexpected.get(),
                broken.get(),
                seconds,
                (cpuNanos() - cpuBefore) / 1e9,
                latencies.getValueAtPercentile(50),
                latencies.getValueAtPercentile(99),
                latencies.getMaxValue());
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private void drive(CountDownLatch go) {
        List<RequestBytes> requests =
                plan.requests().stream().map(RequestBytes::new).toList();
        Histogram own = new Histogram(HIGHEST_MICROS, DIGITS);
        boolean counted = false;
        try (KeepAliveConnection connection = new KeepAliveConnection(plan.host(), plan.port())) {
            connected.countDown();
            counted = true;
            go.await();
            exchangeAll(connection, requests, own);
        } catch (IOException e) {
            broken.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!counted) {
                connected.countDown();
            }
            synchronized (latencies) {
                latencies.add(own);
            }
        }
    }

    private void exchangeAll(KeepAliveConnection connection, List<RequestBytes> requests, Histogram own)
            throws IOException, InterruptedException {
        long end = start + (long) (plan.seconds() * 1e9);
        while (true) {
            long turn = sent.getAndIncrement();
            long due = plan.perSecond() == 0 ? System.nanoTime() : start + turn * 1_000_000_000L / plan.perSecond();
            if (due >= end || (plan.atMostRequests() > 0 && turn >= plan.atMostRequests())) {
                return;
            }
            sleepUntil(due);
            RequestBytes request = requests.get((int) (turn % requests.size()));
            int status = connection.exchange(request.numbered(NUMBERS.getAndIncrement()));
            own.recordValue(Math.min(HIGHEST_MICROS, (System.nanoTime() - due) / 1_000));
            if (status != plan.expectedStatus()) {
                unexpected.incrementAndGet();
            }
        }
    }

    private static void sleepUntil(long due) throws InterruptedException {
        long wait = due - System.nanoTime();
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }
}
