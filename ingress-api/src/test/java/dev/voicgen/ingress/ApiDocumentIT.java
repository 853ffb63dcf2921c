package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.contracts.value.ApiKey;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document, where it is served and whether it is whole. */
class ApiDocumentIT {

    private static final Set<String> SERVED_BESIDE_THE_TABLE =
            Set.of("GET /audio/{name}", "GET /healthz", "GET /metrics");

    /** Tags of what it does not forward to key-admin. */
    private static final Set<String> OWN = Set.of("Audio", "Public", "Analytics", "Files", "Service");

    private static final List<String> ASSETS = List.of("docs.js", "docs.css", "swagger-ui.css", "swagger-ui-bundle.js");

    private static RunningIngress ingress;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.shared();
        client = ingress.client();
    }

    @Test
    void every_route_is_documented_and_every_documented_route_is_there() {
        Set<String> served = ingress.api.routes();
        served.addAll(SERVED_BESIDE_THE_TABLE);

        assertThat(served).isEqualTo(Client.CONTRACT.routes(OWN));
    }

    @Test
    void every_documented_answer_of_a_route_of_this_service_has_a_test() {
        List<String> untested = Client.CONTRACT.answersWithoutATest(
                OWN,
                ApiDocumentIT.class,
                HealthIT.class,
                GenerateIT.class,
                StatusIT.class,
                AudioListIT.class,
                AudioIT.class,
                AudioFilesIT.class,
                BulkIT.class,
                BatchIT.class,
                UsageIT.class,
                AnalyticsIT.class,
                EventsIT.class,
                PublicAudioIT.class,
                PublicStatusIT.class,
                PublicVoicesIT.class);

        assertThat(untested).isEmpty();
    }

    @Test
    void every_operation_has_an_id_of_its_own() {
        List<String> ids = Client.CONTRACT.document().findValuesAsText("operationId");

        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(30);
    }

    @Test
    void what_counts_as_a_key_in_a_text_is_documented_as_it_is_refused() {
        Pattern documented = Pattern.compile(Client.CONTRACT
                .document()
                .at("/components/schemas/WithoutKey/not/pattern")
                .asText());

        for (String text : List.of("vg_live_" + "a1".repeat(8), "see VG_Live_" + "Z9".repeat(19) + ".")) {
            assertThat(ApiKey.isIn(text)).isTrue();
            assertThat(documented.matcher(text).find()).as(text).isTrue();
        }
        for (String text : List.of("vg_live_" + "a".repeat(15), "vg_live_" + "a".repeat(15) + "-" + "a".repeat(15))) {
            assertThat(ApiKey.isIn(text)).isFalse();
            assertThat(documented.matcher(text).find()).as(text).isFalse();
        }
    }

    @Test
    void welcome_302() throws Exception {
        var answer = client.send(client.request("/"));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo("/docs");
    }

    @Test
    void openapi_yaml_200() throws Exception {
        HttpResponse<byte[]> yaml = client.bytes(client.request("/openapi.yaml"));

        assertThat(new YAMLMapper().readTree(yaml.body())).isEqualTo(Client.CONTRACT.document());
    }

    @Test
    void openapi_json_200() throws Exception {
        HttpResponse<byte[]> json = client.bytes(client.request("/openapi.json"));

        assertThat(Json.mapper().readTree(json.body())).isEqualTo(Client.CONTRACT.document());
    }

    @Test
    void docs_200_from_this_server_alone() throws Exception {
        HttpResponse<byte[]> page = client.bytes(client.request("/docs"));
        String html = new String(page.body(), StandardCharsets.UTF_8);

        assertThat(html).doesNotContain("http:").doesNotContain("https:").doesNotContain("//");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'; script-src 'self';");
        for (String asset : ASSETS) {
            assertThat(html).contains("/docs/" + asset);
        }
    }

    @Test
    void docs_asset_200() throws Exception {
        for (String asset : ASSETS) {
            assertThat(client.bytes(client.request("/docs/" + asset)).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void docs_asset_404() throws Exception {
        assertThat(client.get("/docs/swagger-ui.js.map").status()).isEqualTo(404);
    }
}
