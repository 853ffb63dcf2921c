package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.keyadmin.http.Access;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.zip.CRC32;

/**
 * The style sheet, the scripts and the icon, from memory. Their URLs change with their content, so browsers may keep them
 * for ever.
 */
public final class Assets {

    private static final String PATH = "/dashboard/assets/";

    private final Map<String, Asset> assets = Map.of(
            "style.css", read("/dashboard/style.css", "text/css; charset=utf-8"),
            "dashboard.js", read("/dashboard/dashboard.js", "text/javascript; charset=utf-8"),
            "icon.svg", read("/dashboard/icon.svg", "image/svg+xml"),
            "htmx.js", read(htmx(), "text/javascript; charset=utf-8"));

    private record Asset(byte[] content, String type, String version) {}

    void register(RoutesConfig routes) {
        routes.get(PATH + "{name}", this::serve, Access.ANYONE);
    }

    /** Where a page finds an asset. */
    public String url(String name) {
        return PATH + name + "?v=" + assets.get(name).version();
    }

    private void serve(Context ctx) {
        Asset asset = assets.get(ctx.pathParam("name"));
        if (asset == null) {
            throw new NotFoundResponse();
        }
        ctx.header("Cache-Control", "public, max-age=31536000, immutable");
        ctx.contentType(asset.type()).result(asset.content());
    }

    private static Asset read(String resource, String type) {
        byte[] content = bytes(resource);
        CRC32 crc = new CRC32();
        crc.update(content);
        return new Asset(content, type, HexFormat.of().toHexDigits((int) crc.getValue()));
    }

    /** The webjar has its version in its paths. */
    private static String htmx() {
        Properties pom = new Properties();
        try (InputStream in =
                Assets.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/htmx.org/pom.properties")) {
            pom.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "/META-INF/resources/webjars/htmx.org/" + pom.getProperty("version") + "/dist/htmx.min.js";
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing in the jar: " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
