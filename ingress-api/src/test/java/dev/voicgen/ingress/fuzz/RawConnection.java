package dev.voicgen.ingress.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends requests byte by byte on one connection, and opens another where the server has ended it. For one thread. */
public final class RawConnection implements AutoCloseable {

    private static final int ANSWER_WAIT_MS = 15_000;
    private static final String LENGTH = "content-length";
    private static final String IDS = "raw-";

    private final URI server;
    private int exchanges;
    private Socket socket;
    private InputStream in;

    public RawConnection(URI server) {
        this.server = server;
    }

    /**
     * @throws SocketTimeoutException where no answer comes in 15 s
     * @throws IllegalStateException where the answer is another request's
     */
    public RawAnswer send(RawRequest request) throws IOException {
        try {
            RawAnswer answer = exchangeOnOpen(request);
            if (answer.endsTheConnection()) {
                close();
            }
            return answer;
        } catch (SocketTimeoutException unanswered) {
            close();
            throw unanswered;
        }
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    private RawAnswer exchangeOnOpen(RawRequest request) throws IOException {
        boolean fresh = open();
        try {
            return exchange(request);
        } catch (EOFException | SocketException idleEnded) {
            if (fresh) {
                throw idleEnded;
            }
            close();
            open();
            return exchange(request);
        }
    }

    private boolean open() throws IOException {
        if (socket != null) {
            return false;
        }
        socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(ANSWER_WAIT_MS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        return true;
    }

    private RawAnswer exchange(RawRequest request) throws IOException {
        String id = IDS + ++exchanges;
        socket.getOutputStream().write(request.bytes(id));
        int status = Integer.parseInt(line().split(" ")[1]);
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] header = line.split(":", 2);
            headers.computeIfAbsent(header[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header[1].strip());
        }
        RawAnswer answer = new RawAnswer(status, headers, body(request, status, headers));
        // Where the head could not be read the server has made an id of its own.
        if (answer.id()
                .filter(given -> given.startsWith(IDS) && !given.equals(id))
                .isPresent()) {
            throw new IllegalStateException(
                    request + " with id " + id + " was told " + answer.headers() + " " + answer);
        }
        return answer;
    }

    private byte[] body(RawRequest request, int status, Map<String, List<String>> headers) throws IOException {
        if ("HEAD".equals(request.method()) || status == 204 || status == 304) {
            return new byte[0];
        }
        if (headers.containsKey(LENGTH)) {
            return in.readNBytes(Integer.parseInt(headers.get(LENGTH).get(0)));
        }
        if (!headers.containsKey("transfer-encoding")) {
            return in.readAllBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.writeBytes(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server ended the connection");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
