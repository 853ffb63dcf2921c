package dev.voicgen.keyadmin.http;

import dev.voicgen.keyadmin.account.User;
import dev.voicgen.keyadmin.site.SiteRow;
import dev.voicgen.keyadmin.site.Sites;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.FailedRequest;
import io.javalin.http.Context;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The one place that decides whether a request may touch the site in its path. */
public final class VisibleSites {

    private final Jdbi jdbi;

    public VisibleSites(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The site that {@code {site}} names; 404 where there is none or it is someone else's, which is told by nothing. */
    public SiteRow site(Context ctx) {
        User user = SessionGuard.user(ctx);
        long siteId = id(ctx, "site");
        return jdbi.withExtension(Sites.class, sites -> sites.find(user, siteId))
                .orElseThrow(VisibleSites::notFound);
    }

    /** The id in a path; 404 where it is no id. */
    public static long id(Context ctx, String parameter) {
        return parsed(ctx.pathParam(parameter));
    }

    /** The id in a query, if it has one; 404 where it is no id. */
    public static Optional<Long> queryId(Context ctx, String parameter) {
        return Optional.ofNullable(ctx.queryParam(parameter)).map(VisibleSites::parsed);
    }

    private static long parsed(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException noId) {
            throw notFound();
        }
    }

    /** The answer to whoever asks for what is not there for them. */
    public static FailedRequest notFound() {
        return new FailedRequest(ApiError.of(404, "not_found", "Not found."));
    }
}
