package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.ingress.Client.Answer;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.ingress.testing.SitesFixture.SiteWithKey;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names of a host mean a registered domain, and which pages may read the answers about it. */
class DomainRulesIT {

    private static RunningIngress ingress;
    private static Client client;
    private static SiteWithKey site;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.start();
        client = ingress.client();
        site = ingress.sites.add(SitesFixture.withDomains(
                "blog.example",
                "xn--bcher-kva.example",
                "xn--strae-oqa.example",
                "*.paper.example",
                "localhost",
                "www-shop.example"));
    }

    @AfterAll
    static void stop() {
        ingress.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blog.example",
                "BLOG.Example",
                "blog.example:8443",
                "blog.example.",
                "www.blog.example",
                "WWW.blog.example.:80",
                "bücher.example",
                "BÜCHER.example",
                "www.bücher.example",
                "straße.example",
                "xn--strae-oqa.example",
                "xn--bcher-kva.example",
                "XN--BCHER-KVA.example",
                "a.paper.example",
                "a.b.paper.example",
                "localhost:3000"
            })
    void domain_200(String name) throws Exception {
        assertThat(voices(name).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "paper.example",
                "notpaper.example",
                "blog.example.org",
                "a.blog.example",
                "www.www.blog.example",
                "bucher.example"
            })
    void domain_403(String name) throws Exception {
        assertThat(voices(name).code()).isEqualTo("domain_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://blog.example",
                "blog.example/path",
                "a b",
                "..",
                "",
                "[::1]",
                "blog.example:x",
                "*.paper.example",
                "xn--a.example"
            })
    void domain_422(String name) throws Exception {
        assertThat(voices(name).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://blog.example",
                "http://www.blog.example:8080",
                "https://a.paper.example",
                "http://localhost:3000",
                "https://xn--bcher-kva.example"
            })
    void a_page_of_the_site_may_read_the_answer_and_a_refusal(String origin) throws Exception {
        Answer answer = client.send(
                client.request("/v1/public/voices?domain=blog.example").header("Origin", origin));
        Answer refusal = client.send(
                client.request("/v1/public/audio?domain=blog.example").header("Origin", origin));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("X-RateLimit-Remaining");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(answer.header("Vary")).isEqualTo("Origin");
        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.header("Access-Control-Allow-Origin")).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example",
                "https://blog.example.other.example",
                "null",
                "file://",
                "https://blog.example@other.example",
                "https://other.example/blog.example",
                "ftp://blog.example",
                "blog.example",
                "https://paper.example"
            })
    void a_page_elsewhere_may_not(String origin) throws Exception {
        Answer answer = client.send(
                client.request("/v1/public/voices?domain=blog.example").header("Origin", origin));

        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        assertThat(answer.header("Vary")).isEqualTo("Origin");
    }

    @Test
    void a_page_of_another_site_may_not() throws Exception {
        SiteWithKey other = ingress.sites.add(SitesFixture.inGoodStanding());

        Answer answer = client.send(
                client.request("/v1/public/voices?domain=blog.example").header("Origin", "https://" + other.domain()));

        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void key_routes_are_for_no_page() throws Exception {
        Answer answer = client.send(client.request("/v1/audio", site).header("Origin", "https://blog.example"));
        Answer preflight = preflight("/v1/audio", "https://blog.example");

        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        assertThat(preflight.status()).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({"/v1/public/audio", "/v1/public/audio/status", "/v1/public/voices"})
    void preflight_204(String path) throws Exception {
        Answer answer = preflight(path + "?domain=blog.example", "http://www.blog.example:3000");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://www.blog.example:3000");
        assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(answer.header("Access-Control-Allow-Headers")).contains("Content-Type");
        assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("3600");
        assertThat(answer.header("Vary")).isEqualTo("Origin");
        assertThat(answer.header("X-RateLimit-Limit")).isNull();
    }

    @Test
    void preflight_403_from_a_page_of_nobody() throws Exception {
        Answer answer = preflight("/v1/public/voices?domain=blog.example", "https://other.example");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void options_204_without_an_origin() throws Exception {
        Answer answer =
                client.send(client.request("/v1/public/voices").method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    private static Answer voices(String domain) throws Exception {
        return client.get("/v1/public/voices?domain=" + URLEncoder.encode(domain, StandardCharsets.UTF_8));
    }

    private static Answer preflight(String path, String origin) throws Exception {
        return client.send(client.request(path)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET"));
    }
}
