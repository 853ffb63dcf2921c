package dev.voicgen.ingress;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.platform.http.ClasspathFile;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * {@code openapi.yaml}, as it is, as JSON, and as a page for people that needs nothing from the internet. From memory.
 * Thread-safe.
 */
final class ApiDocument {

    /** Swagger UI draws its icons from data URLs. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";

    private final byte[] yaml = ClasspathFile.read("/openapi.yaml");
    private final byte[] json = json(yaml);
    private final byte[] page = ClasspathFile.read("/docs/index.html");
    private final Map<String, Asset> assets = Map.of(
            "docs.js", new Asset("text/javascript", ClasspathFile.read("/docs/docs.js")),
            "docs.css", new Asset("text/css", ClasspathFile.read("/docs/docs.css")),
            "swagger-ui.css", new Asset("text/css", swaggerUi("swagger-ui.css")),
            "swagger-ui-bundle.js", new Asset("text/javascript", swaggerUi("swagger-ui-bundle.js")));

    private record Asset(String type, byte[] content) {}

    /** {@code GET /openapi.yaml}. */
    public void yaml(Context ctx) {
        answer(ctx, "application/yaml", yaml);
    }

    /** {@code GET /openapi.json}. */
    public void json(Context ctx) {
        answer(ctx, "application/json", json);
    }

    /** {@code GET /}: where a person who looks around finds out what this is. */
    public void welcome(Context ctx) {
        ctx.header("Location", "/docs").status(302);
    }

    /** {@code GET /docs}. */
    public void page(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY);
        answer(ctx, "text/html; charset=utf-8", page);
    }

    /** {@code GET /docs/{asset}}. */
    public void asset(Context ctx) {
        Asset asset = assets.get(ctx.pathParam("asset"));
        if (asset == null) {
            throw new NotFoundResponse();
        }
        answer(ctx, asset.type() + "; charset=utf-8", asset.content());
    }

    private static void answer(Context ctx, String type, byte[] content) {
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Cache-Control", "public, max-age=300");
        ctx.contentType(type).result(content);
    }

    private static byte[] json(byte[] yaml) {
        try {
            return Json.mapper().writeValueAsBytes(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] swaggerUi(String file) {
        return ClasspathFile.ofWebjar("org.webjars", "swagger-ui", file);
    }
}
