package dev.voicgen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.keyadmin.KeyAdmin;
import dev.voicgen.testkit.http.OpenApiContract;
import dev.voicgen.testkit.http.ReceivedAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What the document and the client page show, sent to a whole platform as it stands there. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApiExamplesIT {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Set<String> WITH_A_SESSION = Set.of("Sites", "Operator");
    /** Would end the session or the key that the other examples need; they are sent last, in this order. */
    private static final List<String> LAST = List.of("key_revoke", "rotate_key", "logout", "login");

    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final OpenApiContract CONTRACT = OpenApiContract.ofThisProject();

    @TempDir
    static Path directory;

    private static Platform platform;
    private static KeyAdmin.FirstSite site;
    private static String page;

    private record Example(String name, String method, String path, JsonNode operation, String type, String body) {

        @Override
        public String toString() {
            return name + ": " + method + " " + path + " " + body;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        platform = PlatformFixture.alone(directory.resolve("data"), Map.of());
        site = platform.services().firstSite().orElseThrow();
        page = Files.readString(Path.of("../../ingress-api/API.md"));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void curl() throws Exception {
        assertThat(run("bash", "-c", block("sh"))).contains("Audio generation queued", "\"status\":\"ready\"");
    }

    @Test
    void events_by_curl() throws Exception {
        assertThat(run("bash", "-c", blocks("sh").get(1)))
                .contains("\"accepted\":1", "\"accepted\":2", "\"plays\":1,\"completes\":1");
    }

    @Test
    void node() throws Exception {
        assumeTrue(isThere("node"), "node is not installed");
        Path script = Files.writeString(directory.resolve("ferry.mjs"), block("js"));

        assertThat(run("node", script.toString())).startsWith("ready http");
    }

    @Test
    void php() throws Exception {
        assumeTrue(isThere("php"), "php is not installed");
        Path script = Files.writeString(directory.resolve("ferry.php"), block("php"));

        assertThat(run("php", script.toString())).startsWith("ready http");
    }

    @Test
    void python() throws Exception {
        assumeTrue(isThere("python3"), "python3 is not installed");
        Path script = Files.writeString(directory.resolve("ferry.py"), block("python"));

        assertThat(run("python3", script.toString())).startsWith("ready http");
    }

    @Test
    void java() throws Exception {
        Path source = Files.writeString(directory.resolve("Ferry.java"), block("java"));
        String launcher =
                Path.of(System.getProperty("java.home"), "bin", "java").toString();

        assertThat(run(launcher, source.toString())).contains("Audio generation queued", "\"status\":\"ready\"");
    }

    /**
     * Last, for it ends with a rotation. Also that each route of the document is there: a route that is not would be answered as an unknown path.
     */
    @Test
    @Order(Integer.MAX_VALUE)
    void every_example_of_the_document_is_answered_as_it_says() throws Exception {
        String token = login();
        List<String> faults = new ArrayList<>();
        for (Example example : examples()) {
            HttpResponse<byte[]> answer = HTTP.send(request(example, token), BodyHandlers.ofByteArray());
            CONTRACT.faultsOf(example.method(), example.path(), ReceivedAnswer.of(answer))
                    .forEach(fault -> faults.add(example + " " + answer.statusCode() + " " + fault));
            if (example.body() != null && answer.statusCode() >= 300 && !"login".equals(example.name())) {
                faults.add(example + " is refused: " + new String(answer.body(), StandardCharsets.UTF_8));
            }
        }

        assertThat(faults).isEmpty();
    }

    private static String login() throws Exception {
        Owner owner = platform.owner();
        String body = Json.mapper().writeValueAsString(Map.of("email", owner.email(), "password", owner.password()));
        HttpResponse<byte[]> answer = HTTP.send(
                HttpRequest.newBuilder(platform.services().apiUrl().resolve("/v1/auth/login"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofByteArray());
        CONTRACT.check(answer);
        return Json.mapper().readTree(answer.body()).at("/data/token").asText();
    }

    private static List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        CONTRACT.document()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        examples.addAll(examplesOf(path.getKey(), operation.getKey(), operation.getValue()));
                    }
                }));
        examples.sort((one, other) -> Integer.compare(LAST.indexOf(one.name()), LAST.indexOf(other.name())));
        return examples;
    }

    private static List<Example> examplesOf(String template, String method, JsonNode operation) {
        String path = template;
        StringBuilder query = new StringBuilder();
        for (JsonNode reference : operation.path("parameters")) {
            JsonNode parameter = CONTRACT.resolve(reference);
            String name = parameter.get("name").asText();
            String value = "site".equals(name)
                    ? String.valueOf(site.siteId())
                    : parameter.path("example").asText("1");
            if ("path".equals(parameter.get("in").asText())) {
                path = path.replace("{" + name + "}", value);
            } else if (parameter.path("required").asBoolean()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(value);
            }
        }
        String name = operation.get("operationId").asText();
        String target = path + query;
        String upper = method.toUpperCase(Locale.ROOT);
        List<Example> examples = new ArrayList<>();
        JsonNode content = operation.at("/requestBody/content");
        content.properties().forEach(type -> {
            for (Iterator<JsonNode> all = type.getValue().path("examples").elements(); all.hasNext(); ) {
                JsonNode value = all.next().get("value");
                String body = value.isTextual() ? value.textValue() : value.toString();
                examples.add(new Example(name, upper, target, operation, type.getKey(), body));
            }
        });
        return content.isMissingNode() ? List.of(new Example(name, upper, target, operation, null, null)) : examples;
    }

    private static HttpRequest request(Example example, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(platform.services().apiUrl() + example.path()))
                .timeout(Duration.ofSeconds(30))
                .method(
                        example.method(),
                        example.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(example.body()));
        String tag = example.operation().at("/tags/0").asText();
        if (WITH_A_SESSION.contains(tag) || "logout".equals(example.name())) {
            request.header("Authorization", "Bearer " + token);
        } else {
            request.header("X-API-Key", site.apiKey().reveal());
        }
        if (example.type() != null) {
            request.header("Content-Type", example.type());
        }
        return request.build();
    }

    private static String block(String language) {
        return blocks(language).get(0);
    }

    private static List<String> blocks(String language) {
        List<String> blocks = Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).as("examples in " + language).isNotEmpty();
        return blocks;
    }

    private static boolean isThere(String program) throws Exception {
        return new ProcessBuilder("bash", "-c", "command -v " + program).start().waitFor() == 0;
    }

    private static String run(String... command) throws Exception {
        Path output = Files.createTempFile(directory, "output", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("VOICGEN_API", platform.services().apiUrl().toString());
        builder.environment().put("VOICGEN_KEY", site.apiKey().reveal());
        Process process = builder.start();
        boolean ended = process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output);
        assertThat(ended).as(text).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
