package dev.voicgen.contracts.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainTest {

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com",
        "EXAMPLE.com, example.com",
        "www.example.com, example.com",
        "WWW.Example.com:8443, example.com",
        "example.com., example.com",
        "www.www.example.com, www.example.com",
        "bücher.example, xn--bcher-kva.example",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "BÜCHER。example, xn--bcher-kva.example",
        "straße.example, xn--strae-oqa.example",
        "XN--STRAE-OQA.example, xn--strae-oqa.example",
        "strasse.example, strasse.example",
        "faß.de, xn--fa-hia.de",
        "οδός.example, xn--pxavk3b.example",
        "*.faß.de, *.xn--fa-hia.de",
        "web_app.example, web_app.example",
        "r3---sn-ab.example, r3---sn-ab.example",
        "*.example.com, *.example.com",
        "localhost, localhost",
        "localhost:3000, localhost",
        "127.0.0.1, 127.0.0.1"
    })
    void spellings_of_one_domain_are_one(String text, String compared) {
        assertThat(Domain.parse(text)).contains(new Domain(compared));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "http://example.com",
                "example.com/path",
                "a..b",
                "-a.example",
                "*",
                "*.",
                "*.*.com",
                "exa mple.com",
                "user@example.com",
                "a\u0000b",
                "[::1]",
                "xn--a",
                "xn--a.example",
                "xn--.example",
                "not a domain",
                "a\u200db.example",
                "a-.example"
            })
    void whatIsNoDomainIsRefused(String text) {
        assertThat(Domain.parse(text)).isEmpty();
    }

    @Test
    void a_readers_host_is_no_wildcard() {
        assertThat(Domain.parseHost("blog.example.com")).contains(new Domain("blog.example.com"));
        assertThat(Domain.parseHost("*.example.com")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "xn--strae-oqa.example, straße.example",
        "*.xn--mnchen-3ya.example, *.münchen.example",
        "example.com, example.com",
        "*.example.com, *.example.com"
    })
    void its_owner_reads_it_in_unicode(String compared, String shown) {
        assertThat(new Domain(compared).inUnicode()).isEqualTo(shown);
        assertThat(Domain.parse(shown)).contains(new Domain(compared));
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com, true",
        "example.com, blog.example.com, false",
        "*.example.com, blog.example.com, true",
        "*.example.com, a.b.example.com, true",
        "*.example.com, example.com, false",
        "*.example.com, badexample.com, false"
    })
    void a_wildcard_covers_sub_domains_alone(String registered, String host, boolean covered) {
        assertThat(new Domain(registered).covers(new Domain(host))).isEqualTo(covered);
    }
}
