package dev.voicgen.platform.http;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Makes connections that take in requests by one thread at a time. Jetty (12.1.12 and 12.1.14) answers a head that it cannot
 * read on a thread of its own, and once answered lets another go on with the connection while the first still holds its
 * buffer. Both then give the buffer back, or one fills it that the pool has handed on: requests of other clients were read
 * twice, mixed up or lost.
 *
 * <p>Remove it, and use {@link HttpConnectionFactory} alone, when {@code SerialConnectionsTest} no longer finds the fault in
 * Jetty's own connections: the test fails then.
 */
final class SerialConnections extends HttpConnectionFactory {

    SerialConnections(HttpConfiguration protocol) {
        super(protocol);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        HttpConnection connection = new Serial(getHttpConfiguration(), connector, endPoint);
        connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
        return configure(connection, connector, endPoint);
    }

    private static final class Serial extends HttpConnection {

        /** Never waited for behind a request that is being handled: Jetty goes on only after it. */
        private final Lock intake = new ReentrantLock();

        Serial(HttpConfiguration protocol, Connector connector, EndPoint endPoint) {
            super(protocol, connector, endPoint);
        }

        @Override
        public void onFillable() {
            intake.lock();
            try {
                super.onFillable();
            } finally {
                intake.unlock();
            }
        }
    }
}
