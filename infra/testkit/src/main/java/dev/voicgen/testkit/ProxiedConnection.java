package dev.voicgen.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** One client's connection and its continuation to the target; either end closing closes both. */
final class ProxiedConnection {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Socket client;
    private final Socket target;

    ProxiedConnection(Socket client, Socket target) {
        this.client = client;
        this.target = target;
    }

    /** Returns when the client's side has ended; each direction has a thread. */
    void forward(Gate upstream, Gate downstream) {
        Thread answers = new Thread(() -> pump(target, client, downstream), "tcp-proxy-downstream");
        answers.setDaemon(true);
        answers.start();
        pump(client, target, upstream);
    }

    /** What waits before a shut gate is held, not dropped, and so is the end of the stream: so does a network. */
    private void pump(Socket from, Socket to, Gate gate) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream input = from.getInputStream();
                OutputStream output = to.getOutputStream()) {
            int length;
            do {
                length = input.read(buffer);
                gate.pass(Math.max(length, 0));
                output.write(buffer, 0, Math.max(length, 0));
            } while (length >= 0);
        } catch (IOException e) {
            // One of the two ends has gone; so goes the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    void close() {
        close(client);
        close(target);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no further use either way.
        }
    }
}
