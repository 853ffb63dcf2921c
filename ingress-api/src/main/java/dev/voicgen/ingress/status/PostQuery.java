package dev.voicgen.ingress.status;

import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.ingress.generate.PostFields;
import dev.voicgen.platform.http.Field;
import dev.voicgen.platform.http.Input;
import io.javalin.http.Context;
import java.util.Optional;

/** Reads which post of a site is meant. */
final class PostQuery {

    private PostQuery() {}

    /** The post in the path, in the language of the parameter {@code language}. */
    static PostKey inPath(Context ctx, SiteSnapshot site) {
        return post(ctx, site, "language");
    }

    /** The post of the parameters {@code post_id} and {@code lang}. */
    static PostKey inQuery(Context ctx, SiteSnapshot site) {
        return post(ctx, site, "lang");
    }

    private static PostKey post(Context ctx, SiteSnapshot site, String languageField) {
        Input input = Input.parameters(ctx);
        Field<PostId> postId = PostFields.postId(input);
        Optional<Language> language = PostFields.language(input, languageField);
        input.check();
        return new PostKey(site.siteId(), postId.orElse(null), language.orElseThrow());
    }
}
