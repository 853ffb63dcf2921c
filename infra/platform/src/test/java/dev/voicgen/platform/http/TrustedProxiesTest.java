package dev.voicgen.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private final TrustedProxies proxies = new TrustedProxies(Stream.of("10.0.0.0/8", "127.0.0.1", "2001:db8::/32")
            .map(Network::parse)
            .toList());

    @ParameterizedTest(name = "{0}, forwarded for {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | | 203.0.113.9",
                "203.0.113.9 | 198.51.100.1 | 203.0.113.9",
                "127.0.0.1 | 198.51.100.1 | 198.51.100.1",
                "127.0.0.1 | | 127.0.0.1",
                "127.0.0.2 | 198.51.100.1 | 127.0.0.2",
                "127.0.0.1 | 192.0.2.7, 198.51.100.1, 10.9.8.7 | 198.51.100.1",
                "127.0.0.1 | 198.51.100.1:51000 | 198.51.100.1",
                "2001:db8::1 | [2001:db9::5]:443 | 2001:db9::5",
                "127.0.0.1 | 2001:db9::5 | 2001:db9::5",
                "127.0.0.1 | unknown | 127.0.0.1",
                "127.0.0.1 | 198.51.100.1, localhost | 127.0.0.1",
                "127.0.0.1 | 999.1.1.1 | 127.0.0.1",
                "10.0.0.1 | 10.0.0.2 | 10.0.0.2",
            })
    void believes_the_header_as_far_as_trusted_proxies_have_written_it(String peer, String header, String client)
            throws Exception {
        List<String> forwarded = header == null ? List.of() : List.of(header.split(", *"));

        assertThat(proxies.clientOf(InetAddress.getByName(peer), forwarded)).isEqualTo(InetAddress.getByName(client));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "localhost", "10.0.0.0/x", "::/129", "300.1.1.1"})
    void what_is_no_network_is_refused(String text) {
        assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
