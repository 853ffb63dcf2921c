package dev.voicgen.testkit;

/** Lets pass while open and holds back while shut. */
final class Gate {
    private static final long UNBOUNDED = Long.MAX_VALUE;

    private boolean open = true;
    private long allowance = UNBOUNDED;

    synchronized void shut() {
        open = false;
    }

    /** Shuts once at least so many more bytes have passed. */
    synchronized void shutAfter(long bytes) {
        allowance = bytes;
    }

    synchronized void open() {
        open = true;
        allowance = UNBOUNDED;
        notifyAll();
    }

    synchronized void pass(int bytes) throws InterruptedException {
        while (!open) {
            wait();
        }
        allowance -= bytes;
        open = allowance > 0;
    }
}
