package dev.voicgen.testkit.http;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Connections that each send the head of a request and the beginning of its body, and then keep the rest back. There are
 * more of them than a server has threads, and each sends more than a careless server gathers at once. Not for use by
 * several threads.
 */
public final class SlowSenders implements AutoCloseable {

    private static final int SENDERS = 300;
    private static final int SENT_BYTES = 64 * 1024 + 1;
    private static final int PROMISED_BYTES = 100_000;
    private static final int PAUSE_MILLIS = 100;

    private final List<Socket> sockets = new ArrayList<>();
    private Thread drip;

    private SlowSenders() {}

    /**
     * Senders that fall silent.
     *
     * @param routes method and path; the senders take them in turn
     * @param headers lines of all of them, each with its end of line
     */
    public static SlowSenders silent(URI server, List<String> routes, String headers) throws IOException {
        SlowSenders senders = new SlowSenders();
        for (int i = 0; i < SENDERS; i++) {
            Socket socket = new Socket(server.getHost(), server.getPort());
            senders.sockets.add(socket);
            send(socket, head(routes.get(i % routes.size()), headers) + " ".repeat(SENT_BYTES));
        }
        return senders;
    }

    /** Senders of whom a byte more comes now and then. Parameters as of {@link #silent}. */
    public static SlowSenders dripping(URI server, List<String> routes, String headers) throws IOException {
        SlowSenders senders = silent(server, routes, headers);
        senders.drip = new Thread(senders::drip, "drip");
        senders.drip.start();
        return senders;
    }

    private static String head(String route, String headers) {
        return route + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + PROMISED_BYTES + "\r\n" + headers + "\r\n";
    }

    private void drip() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
            for (Socket socket : sockets) {
                try {
                    send(socket, " ");
                } catch (IOException refused) {
                    // It was let go.
                }
            }
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Hangs up. */
    @Override
    public void close() throws IOException {
        try {
            if (drip != null) {
                drip.interrupt();
                drip.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
