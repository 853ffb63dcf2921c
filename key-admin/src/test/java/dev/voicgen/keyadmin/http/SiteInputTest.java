package dev.voicgen.keyadmin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Input;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteInputTest {

    @ParameterizedTest
    @CsvSource({
        "news.example.com, news.example.com",
        "' \ufeffNews.Example.com. ', news.example.com",
        "straße.example, xn--strae-oqa.example",
        "*.münchen.example, *.xn--mnchen-3ya.example",
        "https://news.example.com/path?q#f, news.example.com",
        "HTTPS://www.News.example.com:8443, news.example.com",
        "news.example.com/path, news.example.com",
        "example.co.uk, example.co.uk",
        "*.example.co.uk, *.example.co.uk",
        "paper.github.io, paper.github.io",
        "localhost, localhost",
        "http://localhost:3000/, localhost",
        "127.0.0.1, 127.0.0.1"
    })
    void aDomainIsTakenAsPeopleTypeIt(String typed, String compared) {
        assertThat(domains(typed)).containsExactly(new Domain(compared));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not a domain",
                "a.example b.example",
                "com",
                "*.com",
                "co.uk",
                "*.co.uk",
                "github.io",
                "*.github.io",
                "intranet",
                "1.2.3.4",
                "http://[::1]/",
                "xn--a",
                "xn--a.example",
                "ftp://news.example.com/",
                "user@news.example.com",
                "https://user:password@news.example.com/",
                "*"
            })
    void what_no_owner_can_have_is_one_wrong_entry(String typed) {
        Input input = Input.of(JsonNodeFactory.instance.objectNode().put("domains", typed));
        SiteInput.domains(input, List.of());

        List<String> errors = catchThrowableOfType(FailedRequest.class, input::check)
                .error()
                .errors()
                .get("domains");

        assertThat(errors).singleElement().asString().startsWith("Not a domain: " + typed + ". It must be");
    }

    @Test
    void forms_have_one_domain_a_line() {
        assertThat(domains("b.example\r\n\r\n a.example \nb.example\n"))
                .containsExactly(new Domain("b.example"), new Domain("a.example"));
    }

    @Test
    void what_a_site_has_already_it_keeps() {
        ObjectNode fields = JsonNodeFactory.instance.objectNode().put("domains", "intranet\nxn--a");
        Input input = Input.of(fields);

        assertThat(SiteInput.domains(input, List.of("intranet", "xn--a"))).hasSize(2);
        assertThatNoException().isThrownBy(input::check);
    }

    private static List<Domain> domains(String typed) {
        Input input = Input.of(JsonNodeFactory.instance.objectNode().put("domains", typed));
        List<Domain> domains = SiteInput.domains(input, List.of());
        input.check();
        return domains;
    }
}
