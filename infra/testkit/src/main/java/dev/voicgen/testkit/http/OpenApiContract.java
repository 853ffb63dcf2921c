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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds real answers against an OpenAPI 3.1 document: status, headers, media type and body must all be written there.
 * Thread-safe.
 */
public final class OpenApiContract {

    private static final ObjectMapper JSON = new ObjectMapper();

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

    public static OpenApiContract read(InputStream yaml) throws IOException {
        return new OpenApiContract((ObjectNode) new YAMLMapper().readTree(yaml));
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
