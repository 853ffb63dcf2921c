package dev.voicgen.ingress.status;

import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Failure;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads which post of a site is meant. */
final class PostQuery {

    private PostQuery() {}

    /** The post in the path, in the language of the parameter {@code language}. */
    static PostKey inPath(Context ctx, SiteSnapshot site) {
        return post(site, ctx.pathParam("post_id"), "language", ctx.queryParam("language"));
    }

    /** The post of the parameters {@code post_id} and {@code lang}. */
    static PostKey inQuery(Context ctx, SiteSnapshot site) {
        return post(site, ctx.queryParam("post_id"), "lang", ctx.queryParam("lang"));
    }

    private static PostKey post(SiteSnapshot site, String postId, String languageField, String language) {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        Optional<PostId> post = PostId.parse(postId);
        if (post.isEmpty()) {
            errors.put(
                    "post_id",
                    List.of(
                            postId == null || postId.isBlank()
                                    ? "The post id field is required."
                                    : "The post id field must be 1 to 191 printable characters without a slash."));
        }
        Optional<Language> spoken = language == null ? Optional.of(Language.ENGLISH) : Language.parse(language);
        if (spoken.isEmpty()) {
            errors.put(languageField, List.of("The selected " + languageField + " is invalid."));
        }
        if (!errors.isEmpty()) {
            throw new FailedRequest(Failure.invalid(errors));
        }
        return new PostKey(site.siteId(), post.get(), spoken.get());
    }
}
