package dev.voicgen.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptHeaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "*/*",
                "APPLICATION/JSON;charset=utf-8",
                "text/html, application/xhtml+xml, */*;q=0.8",
                "application/*;q=0.1",
                "application/json;q=0.001",
                "text/html;q=0, application/json"
            })
    void json_is_accepted(String accept) {
        assertThat(AcceptHeader.allowsJson(accept)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/xml, text/*",
                "application/json;q=0",
                "*/*; q=0.0",
                "application/jsonp",
                ",",
                "x"
            })
    void json_is_not_accepted(String accept) {
        assertThat(AcceptHeader.allowsJson(accept)).isFalse();
    }
}
