package dev.voicgen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With both ends in hand: what one writes is what the other is to read. */
class TcpProxyTest {
    private static final int READ_TIMEOUT_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 200;
    private static final int END = -1;

    private ServerSocket server;
    private TcpProxy proxy;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        proxy = TcpProxy.to(server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void forwards_both_ways() throws Exception {
        try (Socket client = connect();
                Socket accepted = accept()) {
            client.getOutputStream().write('a');
            accepted.getOutputStream().write('b');

            assertThat(accepted.getInputStream().read()).isEqualTo('a');
            assertThat(client.getInputStream().read()).isEqualTo('b');
        }
    }

    @Test
    void the_end_of_one_side_closes_the_other() throws Exception {
        try (Socket client = connect();
                Socket accepted = accept()) {
            client.shutdownOutput();

            assertThat(accepted.getInputStream().read()).isEqualTo(END);
        }
    }

    @Test
    void a_cut_breaks_connections_and_refuses_new_ones_until_restored() throws Exception {
        try (Socket client = connect();
                Socket accepted = accept()) {
            proxy.cut();

            assertThat(client.getInputStream().read()).isEqualTo(END);
            assertThat(accepted.getInputStream().read()).isEqualTo(END);
        }
        try (Socket refused = connect()) {
            assertThat(refused.getInputStream().read()).isEqualTo(END);
        }
        proxy.restore();
        try (Socket client = connect();
                Socket accepted = accept()) {
            client.getOutputStream().write('a');
            assertThat(accepted.getInputStream().read()).isEqualTo('a');
        }
    }

    @Test
    void an_upstream_cut_holds_what_the_client_sends_and_passes_answers() throws Exception {
        try (Socket client = connect();
                Socket accepted = accept()) {
            proxy.cutUpstream();
            client.getOutputStream().write('a');
            accepted.getOutputStream().write('b');

            assertThat(client.getInputStream().read()).isEqualTo('b');
            assertSilent(accepted);
            proxy.restore();
            assertThat(accepted.getInputStream().read()).isEqualTo('a');
        }
    }

    @Test
    void an_upstream_cut_in_the_middle_holds_what_the_client_sends_behind_it() throws Exception {
        try (Socket client = connect();
                Socket accepted = accept()) {
            proxy.cutUpstreamAfter(2);
            for (char sent : new char[] {'a', 'b'}) {
                client.getOutputStream().write(sent);
                assertThat(accepted.getInputStream().read()).isEqualTo(sent);
            }
            client.getOutputStream().write('c');

            assertSilent(accepted);
            proxy.restore();
            assertThat(accepted.getInputStream().read()).isEqualTo('c');
            client.getOutputStream().write('d');
            assertThat(accepted.getInputStream().read()).isEqualTo('d');
        }
    }

    @Test
    void a_downstream_cut_holds_answers_and_passes_what_the_client_sends() throws Exception {
        try (Socket client = connect();
                Socket accepted = accept()) {
            proxy.cutDownstream();
            accepted.getOutputStream().write('b');
            client.getOutputStream().write('a');

            assertThat(accepted.getInputStream().read()).isEqualTo('a');
            assertSilent(client);
            proxy.restore();
            assertThat(client.getInputStream().read()).isEqualTo('b');
        }
    }

    @Test
    void a_server_that_is_down_shows_as_a_closed_connection() throws Exception {
        server.close();

        try (Socket client = connect()) {
            assertThat(client.getInputStream().read()).isEqualTo(END);
        }
    }

    @Test
    void no_thread_stays_behind_after_close() throws Exception {
        try (Socket client = connect();
                Socket accepted = accept()) {
            proxy.cutUpstream();
            client.getOutputStream().write('a');
            assertThat(accepted.isConnected()).isTrue();

            proxy.close();

            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("tcp-proxy-")));
        }
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(READ_TIMEOUT_MILLIS);
        return client;
    }

    private Socket accept() throws IOException {
        Socket accepted = server.accept();
        accepted.setSoTimeout(READ_TIMEOUT_MILLIS);
        return accepted;
    }
}
