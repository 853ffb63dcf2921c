package dev.voicgen.keyadmin.http;

import dev.voicgen.keyadmin.account.User;
import dev.voicgen.keyadmin.site.SiteRow;
import dev.voicgen.keyadmin.site.SiteTable;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.FailedRequest;
import io.javalin.http.Context;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Decides whether the user of a request may see and change a site. No other class does. */
public final class VisibleSites {

    private final Jdbi jdbi;

    public VisibleSites(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The site that {@code {site}} names. Answers 404 if there is none, and the same if it belongs to another account. */
    public SiteRow site(Context ctx) {
        User user = SessionGuard.user(ctx);
        long siteId = id(ctx, "site");
        return jdbi.withExtension(SiteTable.class, sites -> sites.find(user, siteId))
                .orElseThrow(VisibleSites::notFound);
    }

    /** The id in the path, or 404 if it is no id. */
    public static long id(Context ctx, String parameter) {
        return parsed(ctx.pathParam(parameter));
    }

    /** The id in the query, if it has one, or 404 if it is no id. */
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

    /** The answer for a thing that does not exist, or that the user may not see. */
    public static FailedRequest notFound() {
        return new FailedRequest(ApiError.of(404, "not_found", "Not found."));
    }
}
