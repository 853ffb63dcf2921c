package dev.voicgen.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortTest {

    @Test
    void is_of_no_outgoing_connection() throws IOException {
        int port = FreePort.any();

        assertThat(port).isBetween(1_024, 32_767);
    }

    @Test
    void is_free_until_somebody_listens() throws IOException {
        int port = FreePort.any();
        assertThat(FreePort.isFree(port)).isTrue();

        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(ListeningSockets.loopback(port));

            assertThat(FreePort.isFree(port)).isFalse();
        }
    }
}
