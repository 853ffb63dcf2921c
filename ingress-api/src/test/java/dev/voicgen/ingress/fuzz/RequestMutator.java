package dev.voicgen.ingress.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.testkit.http.OpenApiContract;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Makes requests of what a document allows, and then spoils most of them. For one thread; the same seed, the same requests. */
public final class RequestMutator {

    private static final Set<String> METHODS = Set.of("get", "post", "delete", "options");
    /** Key-admin's are not served by an ingress alone. */
    private static final Set<String> WITH_A_SESSION = Set.of("Sessions", "Sites", "Operator");

    private static final List<String> METHOD_TRICKS =
            List.of("HEAD", "PUT", "PATCH", "TRACE", "get", "G\u00cbT", "PROPFIND", "X".repeat(300));
    private static final List<String> PATH_TRICKS = List.of(
            "//",
            "/../",
            "/%2e%2e/",
            "/%2f",
            "%00",
            "%",
            "%zz",
            "%ff",
            ";a=b",
            "/.",
            "%5c",
            "\u0001",
            "%E2%80%AE",
            "?",
            "#x",
            "/%",
            "x".repeat(9_000));
    private static final List<String> HEADER_TRICKS = List.of(
            "X-API-Key: vg_live_",
            "X-API-Key: " + "x".repeat(7_000),
            "X-A: \u0000",
            "X-A\u0000: b",
            ": empty",
            "No colon",
            " folded",
            "Content-Length: 5",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Transfer-Encoding: gzip",
            "Transfer-Encoding: chunked",
            "Content-Encoding: gzip",
            "Accept: image/png",
            "Accept: ;;;,,,q=",
            "Expect: 200-ok",
            "Host: other",
            "If-None-Match: \"" + ",\"".repeat(500),
            "If-None-Match: W/",
            "Range: bytes=9-1,-,x",
            "Origin: http://[::",
            "Origin: " + "http://".repeat(50),
            "X-Request-Id: \u00e9<script>",
            "Connection: upgrade, close",
            "Upgrade: websocket",
            "Cookie: \u0001=\"",
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: ;",
            "X-HTTP-Method-Override: DELETE",
            "X-Forwarded-For: " + "1.1.1.1,".repeat(300));
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "1e400",
            "1E-400",
            "99999999999999999999999999999999999999",
            "0.1",
            "NaN",
            "[]",
            "{}",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\u202e\\u200f\"",
            "\"e\u0301\ud83d\ude00\ud83c\udff3\"",
            "\"" + "x".repeat(3_000) + "\"",
            "\"" + "<b>".repeat(2_000) + "\"",
            "\"&#0;&#xD800;&amp;&nbsp;" + "&lt;".repeat(60) + "\"",
            "\"http://\"",
            "\"http://[::1\"",
            "\"javascript:alert(1)\"",
            "[".repeat(500) + "]".repeat(500),
            "{\"a\":".repeat(70) + "1" + "}".repeat(70),
            "'x'",
            "01",
            "\"\n\"");

    private final List<UnaryOperator<RawRequest>> mutations = List.of(
            this::method,
            this::path,
            this::header,
            this::header,
            this::field,
            this::field,
            this::field,
            this::bytes,
            this::query,
            this::key);
    private final List<RawRequest> seeds = new ArrayList<>();
    private final OpenApiContract contract;
    private final Random random;
    private final String key;
    private final String domain;

    public RequestMutator(OpenApiContract contract, Random random, String key, String domain) {
        this.contract = contract;
        this.random = random;
        this.key = key;
        this.domain = domain;
        contract.document()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> addSeeds(path.getKey(), operation.getKey(), operation.getValue())));
    }

    /** One request in eight is left as it should be. */
    public RawRequest next() {
        RawRequest request = oneOf(seeds);
        for (int spoiled = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(2); spoiled > 0; spoiled--) {
            request = oneOf(mutations).apply(request);
        }
        return request;
    }

    private void addSeeds(String template, String method, JsonNode operation) {
        if (!METHODS.contains(method)
                || WITH_A_SESSION.contains(operation.at("/tags/0").asText())) {
            return;
        }
        StringBuilder query = new StringBuilder();
        String path = template;
        for (JsonNode reference : operation.path("parameters")) {
            JsonNode parameter = contract.resolve(reference);
            String name = parameter.get("name").asText();
            String value =
                    "domain".equals(name) ? domain : parameter.path("example").asText("1");
            switch (parameter.get("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", value);
                case "query" -> {
                    if (parameter.path("required").asBoolean()) {
                        query.append(query.isEmpty() ? '?' : '&')
                                .append(name)
                                .append('=')
                                .append(value);
                    }
                }
                default -> {}
            }
        }
        RawRequest bare = new RawRequest(
                method.toUpperCase(Locale.ROOT), path + query, List.of("X-API-Key: " + key), new byte[0]);
        JsonNode content = operation.at("/requestBody/content");
        if (content.isMissingNode()) {
            seeds.add(bare);
        }
        content.properties()
                .forEach(type -> type.getValue()
                        .path("examples")
                        .forEach(example -> seeds.add(new RawRequest(
                                bare.method(),
                                bare.target(),
                                List.of("X-API-Key: " + key, "Content-Type: " + type.getKey()),
                                text(example.get("value")).getBytes(StandardCharsets.UTF_8)))));
    }

    private static String text(JsonNode example) {
        return example.isTextual() ? example.textValue() : example.toString();
    }

    private RawRequest method(RawRequest request) {
        return new RawRequest(oneOf(METHOD_TRICKS), request.target(), request.headers(), request.body());
    }

    private RawRequest path(RawRequest request) {
        int at = 1 + random.nextInt(request.path().length());
        String target = request.target().substring(0, at)
                + oneOf(PATH_TRICKS)
                + request.target().substring(at);
        return new RawRequest(request.method(), target, request.headers(), request.body());
    }

    private RawRequest header(RawRequest request) {
        List<String> headers = new ArrayList<>(request.headers());
        headers.add(random.nextInt(headers.size() + 1), oneOf(HEADER_TRICKS));
        return new RawRequest(request.method(), request.target(), headers, request.body());
    }

    private RawRequest key(RawRequest request) {
        List<String> headers = new ArrayList<>(request.headers());
        headers.removeIf(header -> header.startsWith("X-API-Key"));
        return new RawRequest(request.method(), request.target(), headers, request.body());
    }

    private RawRequest query(RawRequest request) {
        String name =
                oneOf(List.of("domain", "post_id", "lang", "language", "limit", "cursor", "status", "x", "", "%00"));
        String value = random.nextBoolean()
                ? URLEncoder.encode(oneOf(VALUES), StandardCharsets.UTF_8)
                : oneOf(List.of(
                        "%ff",
                        "%", "&&=", "%F0%9F%98%80", "-1", "201", "9".repeat(40), "*.a", "xn--\u00e9", "a".repeat(300)));
        String separator = request.target().contains("?") ? "&" : "?";
        return new RawRequest(
                request.method(), request.target() + separator + name + "=" + value, request.headers(), request.body());
    }

    /** Gives a field, one that is known or one that is not, a value that was not meant; sometimes beside the first. */
    private RawRequest field(RawRequest request) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        int end = body.lastIndexOf('}');
        if (end < 0) {
            return query(request);
        }
        String name = oneOf(List.of(
                "post_id",
                "content",
                "post_title",
                "post_url",
                "language",
                "voice_id",
                "regenerate",
                "callback_url",
                "x",
                ""));
        String member = "\"" + name + "\":" + oneOf(VALUES);
        String spoiled = random.nextInt(4) == 0
                ? body.substring(0, end) + "," + member + body.substring(end)
                : body.replaceFirst(
                        "\"" + name + "\"\\s*:\\s*(\"[^\"]*\"|[^,}]*)",
                        java.util.regex.Matcher.quoteReplacement(member));
        if (spoiled.equals(body)) {
            spoiled = body.substring(0, end) + "," + member + body.substring(end);
        }
        return withBody(request, spoiled.getBytes(StandardCharsets.UTF_8));
    }

    private RawRequest bytes(RawRequest request) {
        byte[] body = request.body().clone();
        if (body.length == 0) {
            return withBody(request, new byte[] {(byte) random.nextInt(256)});
        }
        switch (random.nextInt(3)) {
            case 0 -> body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            case 1 -> body = Arrays.copyOf(body, random.nextInt(body.length));
            default -> body = Arrays.copyOf(body, body.length + 1 + random.nextInt(100));
        }
        return withBody(request, body);
    }

    private static RawRequest withBody(RawRequest request, byte[] body) {
        return new RawRequest(request.method(), request.target(), request.headers(), body);
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
