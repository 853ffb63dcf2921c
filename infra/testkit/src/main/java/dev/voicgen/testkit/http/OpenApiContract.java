package dev.voicgen.testkit.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds real answers against an OpenAPI 3.1 document: status, headers, media type and body must all be written there.
 * Thread-safe.
 */
public final class OpenApiContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOCUMENT = "ingress-api/src/main/resources/openapi.yaml";

    private final ObjectNode document;
    private final List<DocumentedPath> paths = new ArrayList<>();
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<JsonNode, Schema> parsed = new ConcurrentHashMap<>();

    private OpenApiContract(ObjectNode document) {
        this.document = document;
        document.get("paths")
                .properties()
                .forEach(path -> paths.add(new DocumentedPath(path.getKey(), path.getValue())));
        // What is written out is meant before what is left open.
        paths.sort(Comparator.comparingInt(DocumentedPath::parameters));
    }

    /** The one document of this project, found from wherever in it a test runs. */
    public static OpenApiContract ofThisProject() {
        try (InputStream yaml = Files.newInputStream(documentAbove(Path.of("").toAbsolutePath()))) {
            return new OpenApiContract((ObjectNode) new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path documentAbove(Path directory) {
        for (Path above = directory; above != null; above = above.getParent()) {
            Path document = above.resolve(DOCUMENT);
            if (Files.exists(document)) {
                return document;
            }
        }
        throw new IllegalStateException("no " + DOCUMENT + " in or above " + directory);
    }

    public JsonNode document() {
        return document;
    }

    /** The documented path that {@code path} is one of, before others one that has {@code method}. */
    private Optional<DocumentedPath> find(String method, String path) {
        List<DocumentedPath> matching =
                paths.stream().filter(known -> known.matches(path)).toList();
        return matching.stream()
                .filter(known -> known.item().has(method))
                .findFirst()
                .or(() -> matching.stream().findFirst());
    }

    /** What a reference in the document stands for; the node itself where it is none. */
    public JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
    }

    /** @throws AssertionError where anything is wrong with an answer by the document */
    public void check(HttpResponse<byte[]> answer) {
        HttpRequest request = answer.request();
        List<String> faults = faultsOf(request.method(), request.uri().getRawPath(), ReceivedAnswer.of(answer));
        if (!faults.isEmpty()) {
            throw new AssertionError("%s %s: %s %s is not as documented: %s"
                    .formatted(
                            request.method(),
                            request.uri(),
                            answer.statusCode(),
                            new String(answer.body(), StandardCharsets.UTF_8),
                            faults));
        }
    }

    /** The documented routes, such as {@code GET /v1/usage}, of operations with one of {@code tags}; no CORS preflights. */
    public Set<String> routes(Set<String> tags) {
        return paths.stream().flatMap(path -> path.routes(tags)).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The documented answers that no test is named after, where {@code generate_422} or {@code generate_422_…} is one for
     * status 422 of the operation {@code generate}. Ranges of statuses and CORS preflights need none of their own.
     *
     * @param tags of which operations
     */
    public List<String> answersWithoutATest(Set<String> tags, Class<?>... tests) {
        Set<String> names = Stream.of(tests)
                .flatMap(test -> Arrays.stream(test.getDeclaredMethods()))
                .map(method -> method.getName() + "_")
                .collect(Collectors.toSet());
        return paths.stream()
                .flatMap(path -> path.operations(tags))
                .flatMap(OpenApiContract::answersOf)
                .filter(answer -> names.stream().noneMatch(name -> name.startsWith(answer + "_")))
                .sorted()
                .toList();
    }

    private static Stream<String> answersOf(JsonNode operation) {
        return operation.get("responses").properties().stream()
                .map(Map.Entry::getKey)
                .filter(status -> !status.endsWith("XX"))
                .map(status -> operation.get("operationId").textValue() + "_" + status);
    }

    /**
     * What is wrong with an answer by the document, in words; empty where nothing is.
     *
     * @param path with or without a query
     */
    public List<String> faultsOf(String method, String path, ReceivedAnswer answer) {
        boolean head = "HEAD".equals(method);
        String documented = head ? "get" : method.toLowerCase(Locale.ROOT);
        Optional<DocumentedPath> known = find(documented, path.split("\\?", 2)[0]);
        if (known.isEmpty()) {
            return faultsIn(document.at("/components/responses/Protocol"), answer, !head);
        }
        JsonNode operation = known.get().item().path(documented);
        if (operation.isMissingNode()) {
            return answer.status() < 400 || answer.status() >= 500
                    ? List.of("status " + answer.status() + " to an undocumented method")
                    : faultsIn(document.at("/components/responses/Protocol"), answer, !head);
        }
        JsonNode responses = operation.get("responses");
        String exact = String.valueOf(answer.status());
        JsonNode response = responses.has(exact) ? responses.get(exact) : responses.path(exact.charAt(0) + "XX");
        return response.isMissingNode()
                ? List.of("status " + exact + " is not documented")
                : faultsIn(resolve(response), answer, !head);
    }

    private List<String> faultsIn(JsonNode response, ReceivedAnswer answer, boolean withBody) {
        List<String> faults = new ArrayList<>();
        response.path("headers").properties().forEach(header -> {
            boolean required = resolve(header.getValue()).path("required").asBoolean();
            if (required && answer.header(header.getKey()).isEmpty()) {
                faults.add("header " + header.getKey() + " is missing");
            }
        });
        if (withBody) {
            faults.addAll(faultsInBody(response.path("content"), answer));
        }
        return faults;
    }

    private List<String> faultsInBody(JsonNode content, ReceivedAnswer answer) {
        String type = answer.header("Content-Type").orElse("").split(";", 2)[0].strip();
        if (content.isMissingNode() || content.isEmpty()) {
            return answer.body().length == 0 ? List.of() : List.of("a body where none is documented");
        }
        if (!content.has(type)) {
            return List.of("media type '" + type + "' is not documented");
        }
        JsonNode schema = content.get(type).path("schema");
        if (schema.isMissingNode() || !"application/json".equals(type)) {
            return List.of();
        }
        try {
            return schema(schema).validate(JSON.readTree(answer.body())).stream()
                    .map(Error::toString)
                    .toList();
        } catch (IOException e) {
            return List.of("not JSON");
        }
    }

    /** References in a schema are to the document, so the schema takes with it what they are to. */
    private Schema schema(JsonNode schema) {
        return parsed.computeIfAbsent(schema, node -> {
            ObjectNode whole = JSON.createObjectNode();
            whole.putArray("allOf").add(node);
            whole.set("$defs", document.at("/components/schemas"));
            return schemas.getSchema(whole.toString().replace("#/components/schemas/", "#/$defs/"), InputFormat.JSON);
        });
    }
}
