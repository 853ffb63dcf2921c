package dev.voicgen.ingress.docs;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.voicgen.contracts.json.Json;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/**
 * {@code openapi.yaml}, as it is, as JSON, and as a page for people that needs nothing from the internet. From memory.
 * Thread-safe.
 */
public final class ApiDocument {

    /** Swagger UI draws its icons from data URLs. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";

    private final byte[] yaml = bytes("/openapi.yaml");
    private final byte[] json = json(yaml);
    private final byte[] page = bytes("/docs/index.html");
    private final Map<String, Asset> assets = Map.of(
            "docs.js", new Asset("text/javascript", bytes("/docs/docs.js")),
            "docs.css", new Asset("text/css", bytes("/docs/docs.css")),
            "swagger-ui.css", new Asset("text/css", bytes(swaggerUi("swagger-ui.css"))),
            "swagger-ui-bundle.js", new Asset("text/javascript", bytes(swaggerUi("swagger-ui-bundle.js"))));

    private record Asset(String type, byte[] content) {}

    /** {@code GET /openapi.yaml}. */
    public void yaml(Context ctx) {
        answer(ctx, "application/yaml", yaml);
    }

    /** {@code GET /openapi.json}. */
    public void json(Context ctx) {
        answer(ctx, "application/json", json);
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

    /** The webjar has its version in its paths. */
    private static String swaggerUi(String file) {
        Properties pom = new Properties();
        try (InputStream in =
                ApiDocument.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            pom.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "/META-INF/resources/webjars/swagger-ui/" + pom.getProperty("version") + "/" + file;
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = ApiDocument.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing in the jar: " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
