package dev.voicgen.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One HTTP/1.1 connection that understands just enough of an answer to know where it ends. For one thread. */
final class KeepAliveConnection implements AutoCloseable {

    private static final int TIMEOUT_MS = 15_000;
    private static final int BUFFER = 32 * 1024;
    private static final String CONTENT_LENGTH = "content-length:";
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];

    KeepAliveConnection(String host, int port) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.connect(new InetSocketAddress(host, port), TIMEOUT_MS);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Sends {@code request}, reads its answer whole and tells the status. */
    int exchange(byte[] request) throws IOException {
        out.write(request);
        int filled = 0;
        int headEnd = -1;
        while (headEnd < 0) {
            int from = Math.max(0, filled - 3);
            filled += readSome(filled);
            headEnd = endOfHead(from, filled);
        }
        String head = new String(buffer, 0, headEnd, StandardCharsets.ISO_8859_1);
        int missing = headEnd + contentLength(head) - filled;
        while (missing > 0) {
            missing -= readSome(0, Math.min(missing, BUFFER));
        }
        return Integer.parseInt(head.substring(STATUS_AT, STATUS_AT + 3));
    }

    private int readSome(int at) throws IOException {
        return readSome(at, BUFFER - at);
    }

    private int readSome(int at, int most) throws IOException {
        int read = in.read(buffer, at, most);
        if (read <= 0) {
            throw new EOFException();
        }
        return read;
    }

    private int endOfHead(int from, int to) {
        for (int i = from; i + 3 < to; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    /** 0 where it is not told: a 304 has no body, and nothing measured here is sent in chunks. */
    private static int contentLength(String head) {
        int at = head.toLowerCase(Locale.ROOT).indexOf(CONTENT_LENGTH);
        if (at < 0) {
            return 0;
        }
        int end = head.indexOf('\r', at);
        return Integer.parseInt(
                head.substring(at + CONTENT_LENGTH.length(), end).strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
