package dev.voicgen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voicgen.embedded.FreePort;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PublicSocketsTest {

    @Test
    void theirPortsAreNobodyElsesAtOnce() throws IOException {
        try (PublicSockets sockets = PublicSockets.open(0, 0)) {
            assertThat(FreePort.isFree(sockets.apiPort())).isFalse();
            assertThat(FreePort.isFree(sockets.dashboardPort())).isFalse();
        }
    }

    @Test
    void aTakenPortIsNamedWithItsOptionAndTheOtherIsLetGo() throws IOException {
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
