package dev.voicgen.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    private final AddressRules strict = new AddressRules(false);
    private final AddressRules lenient = new AddressRules(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2000::1",
                "2001:200::1",
                "2606:4700:4700::1111",
                "2a00:1450:4001:81b::200e",
                "::ffff:8.8.8.8",
                "64:ff9b::808:808",
                "2002:808:808::1"
            })
    void publicAddressesMayBeCalled(String address) throws UnknownHostException {
        assertThat(strict.refusal(InetAddress.getByName(address))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0, private",
        "10.255.255.255, private",
        "100.64.0.0, carrier-grade NAT",
        "100.127.255.255, carrier-grade NAT",
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "169.254.169.254, link-local",
        "172.16.0.0, private",
        "172.31.255.255, private",
        "192.0.0.8, reserved",
        "192.0.2.1, documentation",
        "192.88.99.1, reserved",
        "192.168.0.0, private",
        "192.168.255.255, private",
        "198.18.0.0, benchmarking",
        "198.19.255.255, benchmarking",
        "198.51.100.7, documentation",
        "203.0.113.7, documentation",
        "240.0.0.0, reserved",
        "255.255.255.254, reserved",
        // As numbers, the way browsers and the JDK read them.
        "2130706433, loopback",
        "10.1, private",
        "::1, loopback",
        "::ffff:127.0.0.1, loopback",
        "::ffff:a00:1, private",
        "::127.0.0.1, reserved",
        "64:ff9b::7f00:1, loopback",
        "64:ff9b::a9fe:a9fe, link-local",
        "64:ff9b:1::1, private",
        "100::1, reserved",
        "2001::1, reserved",
        "2001:db8::1, documentation",
        "2002:7f00:1::, loopback",
        "2002:c0a8:101::1, private",
        "3fff::1, documentation",
        "4000::1, reserved",
        "fc00::1, private",
        "fdff:ffff::1, private",
        "fe80::1, link-local",
        "fec0::1, private"
    })
    void addressesThatAreNotPublicMayBeCalledOnlyWhereTheOperatorAllowsIt(String address, String kind)
            throws UnknownHostException {
        assertThat(strict.refusal(InetAddress.getByName(address))).contains(kind);
        assertThat(lenient.refusal(InetAddress.getByName(address))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, unspecified",
        "0.1.2.3, unspecified",
        "224.0.0.1, multicast",
        "239.255.255.255, multicast",
        "255.255.255.255, broadcast",
        "::, unspecified",
        "::ffff:0.0.0.0, unspecified",
        "ff02::1, multicast",
        "64:ff9b::e000:1, multicast",
        "2002::, unspecified"
    })
    void addressesThatNameNoHostMayNeverBeCalled(String address, String kind) throws UnknownHostException {
        assertThat(strict.refusal(InetAddress.getByName(address))).contains(kind);
        assertThat(lenient.refusal(InetAddress.getByName(address))).contains(kind);
    }
}
