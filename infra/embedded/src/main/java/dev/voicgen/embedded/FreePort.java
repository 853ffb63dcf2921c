package dev.voicgen.embedded;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that take theirs later, or take it again after a restart. None is from the ranges out of which systems
 * take the ports of outgoing connections (on Linux from 32768; RFC 6335, section 6: from 49152), so none is lost meanwhile
 * to one of the many connections that this machine makes.
 */
public final class FreePort {

    private static final int FIRST = 10_000;
    private static final int END = 32_768;
    private static final int ATTEMPTS = 100;

    private FreePort() {}

    /** @throws IOException where none of many is free */
    public static int any() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no port of " + ListeningSockets.HOST + " seems to be free");
    }

    /** Whether nobody listens on it now. */
    public static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(ListeningSockets.loopback(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
