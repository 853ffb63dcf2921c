package dev.voicgen.testkit;

/** Lets pass while open and holds back while shut. */
final class Gate {
    private boolean open = true;

    synchronized void shut() {
        open = false;
    }

    synchronized void open() {
        open = true;
        notifyAll();
    }

    synchronized void pass() throws InterruptedException {
        while (!open) {
            wait();
        }
    }
}
