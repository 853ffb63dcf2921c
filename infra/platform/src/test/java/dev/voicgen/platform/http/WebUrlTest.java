package dev.voicgen.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.value.ApiKey;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "HTTPS://Example.COM/A",
                "http://web_app:9000/hook",
                "http://_dmarc.example/hook",
                "https://münchen.example/artikel/brücke",
                "https://straße.example/?straße=ß",
                "https://例え.example/",
                "https://example.com/?q=[1]&p={2}|3",
                "https://example.com/%zz",
                "http://localhost:3000",
                "http://127.0.0.1:1/hook",
                "http://[::1]:9000/hook",
                "http://1.2.3.4.5/"
            })
    void what_a_browser_could_open_is_a_url_and_can_be_called(String text) {
        assertThat(WebUrl.parse(text))
                .contains(new WebUrl(text))
                .get()
                .satisfies(url -> assertThat(url.isCallable()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "//example.com",
                "/path",
                "ftp://example.com",
                "javascript:alert(1)",
                "https:example.com",
                "https:/example.com",
                "https:///example.com",
                "https://",
                "https://?q",
                "https://#f",
                "https://:80/",
                "http://example.org:0/hook",
                "http://example.org:65536/hook",
                "http://example.org:a/hook",
                "http://[fe80::1%25lo]:9000/hook",
                "http://exa%25mple.org/hook",
                "http://exa mple.org/hook",
                "http://example.org/a b",
                "http://example.org\\a",
                "http://example..org/",
                "http://*.example.org/",
                "http://exa<mple.org/",
                "http://[::1/",
                "http://example.org/\u0000",
                "http://example.org/a\nb",
                "http://example.org/a\u00a0b"
            })
    void whatNobodyCouldCallIsNone(String text) {
        assertThat(WebUrl.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user@example.com/",
                "https://user:password@example.com/",
                "https://:password@example.com/",
                "https://example.com/#",
                "https://example.com/#fragment"
            })
    void credentials_and_fragments_are_of_urls_but_no_server_is_called_with_them(String text) {
        assertThat(WebUrl.parse(text))
                .get()
                .satisfies(url -> assertThat(url.isCallable()).isFalse());
    }

    @Test
    void no_server_is_called_with_a_key() {
        String key = ApiKey.generate(new SecureRandom()).reveal();

        assertThat(WebUrl.parse("https://example.com/" + key).orElseThrow().isCallable())
                .isFalse();
    }

    @Test
    void a_url_has_its_limit() {
        assertThat(WebUrl.parse("https://example.com/" + "a".repeat(2_028))).isPresent();
        assertThat(WebUrl.parse("https://example.com/" + "a".repeat(2_029))).isEmpty();
    }
}
