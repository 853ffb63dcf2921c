package dev.voicgen.standalone.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.voicgen.contracts.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The two routes of bulk as a client sees them: every article is ready at once, but those whose content is {@code bad},
 * with the audio of another text where it is {@code edited}.
 */
final class StubApi implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, List<JsonNode>> batches = new LinkedHashMap<>();
    /** Statuses that the next requests are refused with. */
    final LinkedBlockingDeque<Integer> refusals = new LinkedBlockingDeque<>();

    /** As {@link #refusals}, for questions how far a batch is. */
    final LinkedBlockingDeque<Integer> refusedReads = new LinkedBlockingDeque<>();

    /** How many of the next lists do not have the items yet that are counted already. */
    final AtomicInteger shortLists = new AtomicInteger();

    /** With which the question for the usage is answered. */
    volatile int greeting = 200;

    final List<String> uploads = new CopyOnWriteArrayList<>();
    final List<String> queries = new CopyOnWriteArrayList<>();
    final List<String> keys = new CopyOnWriteArrayList<>();

    StubApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/audio/bulk", this::handle);
        server.createContext("/v1/usage", this::greet);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<JsonNode> items() {
        return batches.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            keys.add(exchange.getRequestHeaders().getFirst("X-API-Key"));
            boolean read = exchange.getRequestMethod().equals("GET");
            Integer refusal = read && !refusedReads.isEmpty() ? refusedReads.poll() : refusals.poll();
            if (refusal != null) {
                exchange.getResponseHeaders().add("Retry-After", "0");
                answer(exchange, refusal, Map.of("success", false, "message", "Not now."));
            } else if (exchange.getRequestMethod().equals("POST")) {
                upload(exchange, new String(body, StandardCharsets.UTF_8));
            } else {
                status(exchange);
            }
        }
    }

    private void greet(HttpExchange exchange) throws IOException {
        try (exchange) {
            keys.add(exchange.getRequestHeaders().getFirst("X-API-Key"));
            answer(exchange, greeting, Map.of("message", greeting == 200 ? "OK" : "Invalid API key."));
        }
    }

    private void upload(HttpExchange exchange, String lines) throws IOException {
        String id = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        uploads.add(id);
        queries.add(String.valueOf(exchange.getRequestURI().getQuery()));
        List<JsonNode> items = new ArrayList<>();
        for (String line : lines.split("\n")) {
            items.add(Json.mapper().readTree(line));
        }
        batches.put(id, items);
        answer(exchange, 202, Map.of("data", Map.of("batch_id", id)));
    }

    private void status(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        List<JsonNode> items = batches.get(path.substring(path.lastIndexOf('/') + 1));
        long bad = items.stream().filter(StubApi::isBad).count();
        boolean listed = shortLists.getAndUpdate(left -> Math.max(0, left - 1)) == 0;
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("closed", true);
        data.put("counts", Map.of("ready", items.size() - bad, "rejected", bad));
        data.put(
                "items",
                listed
                        ? IntStream.range(0, items.size())
                                .mapToObj(index -> told(items.get(index), index))
                                .toList()
                        : List.of());
        data.put("next_cursor", null);
        answer(exchange, 200, Map.of("data", data));
    }

    private static boolean isBad(JsonNode item) {
        return item.path("content").asText().equals("bad");
    }

    private static Map<String, Object> told(JsonNode item, int index) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("index", index);
        told.put("post_id", item.path("post_id").textValue());
        told.put("language", "en");
        told.put("status", isBad(item) ? "rejected" : "ready");
        told.put("code", isBad(item) ? "validation_failed" : null);
        told.put("message", isBad(item) ? "Too short, \"really\"." : null);
        told.put("audio_url", isBad(item) ? null : "http://audio.example/" + index + ".mp3");
        told.put("duration_seconds", isBad(item) ? null : 7);
        told.put(
                "content_changed",
                item.path("content").asText().contains("edited")
                        && !item.path("regenerate").asBoolean());
        return told;
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] json = Json.mapper().writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }
}
