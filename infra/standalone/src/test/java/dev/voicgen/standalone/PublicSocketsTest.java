package dev.voicgen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voicgen.embedded.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicSocketsTest {

    @Test
    void their_ports_are_nobody_elses_at_once() throws IOException {
        try (PublicSockets sockets = PublicSockets.open(0, 0)) {
            assertThat(FreePort.isFree(sockets.apiPort())).isFalse();
            assertThat(FreePort.isFree(sockets.dashboardPort())).isFalse();
        }
    }

    @Test
    void hundreds_may_wait_before_anything_answers() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try (PublicSockets sockets = PublicSockets.open(0, 0)) {
            for (int i = 0; i < 500; i++) {
                Socket socket = new Socket();
                waiting.add(socket);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), sockets.apiPort()), 5_000);
            }
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void a_taken_port_is_named_with_its_option_and_the_other_is_let_go() throws IOException {
        int free = FreePort.any();
        try (PublicSockets others = PublicSockets.open(0, 0)) {
            int taken = others.apiPort();

            assertThatThrownBy(() -> PublicSockets.open(taken, free))
                    .isInstanceOf(IOException.class)
                    .hasMessage("port " + taken + " is taken: choose another with --api-port");
            assertThatThrownBy(() -> PublicSockets.open(free, taken))
                    .isInstanceOf(IOException.class)
                    .hasMessage("port " + taken + " is taken: choose another with --dashboard-port");
            assertThat(FreePort.isFree(free)).isTrue();
        }
    }
}
