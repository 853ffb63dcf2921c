package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.keyadmin.account.Session;
import dev.voicgen.keyadmin.http.SessionGuard;
import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Renders the compiled templates, as whole pages or, where htmx asks, as the part that it will put in. */
final class Pages {

    private static final String COMPILED_IN = "dev.voicgen.keyadmin.page";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), COMPILED_IN);
    private final Assets assets;
    private final URI apiUrl;

    /** @param apiUrl where publishers reach the API, for the examples on the pages */
    Pages(Assets assets, URI apiUrl) {
        this.assets = assets;
        this.apiUrl = apiUrl;
    }

    URI apiUrl() {
        return apiUrl;
    }

    /** A page before anyone has logged in. */
    void login(Context ctx, int status, String email, Map<String, List<String>> errors) {
        write(ctx, status, "login.jte", Map.of("assets", assets, "email", email, "errors", errors));
    }

    /** What went wrong, in one sentence. */
    void problem(Context ctx, int status, String message) {
        boolean missing = status == HttpStatus.NOT_FOUND.getCode();
        write(
                ctx,
                status,
                "problem.jte",
                Map.of(
                        "assets",
                        assets,
                        "title",
                        missing ? "Not found" : "That did not work",
                        "message",
                        missing ? "There is nothing here, or it belongs to another account." : message,
                        "part",
                        isPart(ctx)));
    }

    /** A page's content inside the frame, or alone where htmx puts it into the frame that is there. */
    void page(
            Context ctx, int status, Frame.Place place, String title, String template, Map<String, Object> parameters) {
        Session session = SessionGuard.session(ctx);
        Frame frame = new Frame(assets, title, place, session.user(), session.csrfToken());
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("frame", frame);
        all.put("part", isPart(ctx));
        if (isPart(ctx)) {
            write(ctx, status, template, all);
            return;
        }
        write(ctx, status, "layout.jte", Map.of("frame", frame, "content", (Content)
                output -> engine.render(template, all, output)));
    }

    /** Whether htmx asked, on its own behalf, for a part of a page. */
    static boolean isPart(Context ctx) {
        return "true".equals(ctx.header("HX-Request"));
    }

    private void write(Context ctx, int status, String template, Map<String, Object> parameters) {
        StringOutput html = new StringOutput();
        engine.render(template, parameters, html);
        ctx.status(status).html(html.toString());
    }
}
