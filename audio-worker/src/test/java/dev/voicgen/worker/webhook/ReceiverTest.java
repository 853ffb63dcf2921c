package dev.voicgen.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverTest {

    @Test
    void showsNothingThatMayBeAToken() {
        Receiver receiver = Receiver.parse("https://user:pass@Example.com:8443/hooks/audio?token=s3cret#fragment")
                .orElseThrow();

        assertThat(receiver).hasToString("https://example.com:8443/hooks/audio");
    }

    @Test
    void oneHostIsOneReceiverInEverySpelling() {
        assertThat(Receiver.hostOf("http://EXAMPLE.com/a")).isEqualTo("example.com");
        assertThat(Receiver.hostOf("https://example.com:8443/b?c")).isEqualTo("example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.com", "ftp://example.com", "file:///etc/passwd", "http://", "http://a b/"})
    void whatIsNotAWebAddressIsNoReceiver(String url) {
        assertThat(Receiver.parse(url)).isEmpty();
        assertThat(Receiver.hostOf(url)).isEmpty();
    }
}
