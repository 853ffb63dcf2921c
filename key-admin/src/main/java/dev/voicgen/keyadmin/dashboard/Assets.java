package dev.voicgen.keyadmin.dashboard;

import static io.javalin.http.HandlerType.GET;

import dev.voicgen.keyadmin.http.RouteAccess;
import dev.voicgen.platform.http.ClasspathFile;
import dev.voicgen.platform.http.Route;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Serves the style sheet, the scripts and the icon from memory. Their URLs change with their content, so browsers may cache
 * them for ever.
 */
public final class Assets {

    private static final String PATH = "/dashboard/assets/";

    private final Map<String, Asset> assets = Map.of(
            "style.css", read("/dashboard/style.css", "text/css; charset=utf-8"),
            "dashboard.js", read("/dashboard/dashboard.js", "text/javascript; charset=utf-8"),
            "icon.svg", read("/dashboard/icon.svg", "image/svg+xml"),
            "htmx.js",
                    asset(
                            ClasspathFile.ofWebjar("org.webjars.npm", "htmx.org", "dist/htmx.min.js"),
                            "text/javascript; charset=utf-8"));

    private record Asset(byte[] content, String type, String version) {}

    List<Route> routes() {
        return List.of(new Route(GET, PATH + "{name}", RouteAccess.ANYONE, this::serve));
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
        return asset(ClasspathFile.read(resource), type);
    }

    private static Asset asset(byte[] content, String type) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return new Asset(content, type, HexFormat.of().toHexDigits((int) crc.getValue()));
    }
}
