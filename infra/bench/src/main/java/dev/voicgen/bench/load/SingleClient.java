package dev.voicgen.bench.load;

import java.io.IOException;

/** One connection in this process that sends one request after the other. For one thread. */
public final class SingleClient implements AutoCloseable {

    private final KeepAliveConnection connection;
    private final RequestBytes request;
    /** Far from what a driver process counts. */
    private long number = 5_000_000_000L;

    public SingleClient(int port, String request) throws IOException {
        this.connection = new KeepAliveConnection("127.0.0.1", port);
        this.request = new RequestBytes(request);
    }

    /** Sends the request with the next number and tells the status of its answer. */
    public int exchange() throws IOException {
        return connection.exchange(request.numbered(number++));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
