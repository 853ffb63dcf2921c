package dev.voicgen.ingress.status;

import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.ingress.generate.PostFields;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Field;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Page;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Reads which post or which audios of a site a request means. */
final class AudioParameters {

    private static final List<String> STATUSES = List.of("pending", "generating", "ready", "failed");

    private AudioParameters() {}

    /**
     * Which audios a list has.
     *
     * @param status null: any
     * @param language null: any
     */
    record Listing(Page page, String status, String language) {}

    /** The post in the path, in the language of the parameter {@code language}. */
    static PostKey postInPath(Context ctx, SiteSnapshot site) {
        return post(ctx, site, "language");
    }

    /** The post of the parameters {@code post_id} and {@code lang}. */
    static PostKey postInQuery(Context ctx, SiteSnapshot site) {
        return post(ctx, site, "lang");
    }

    /** @throws FailedRequest with 422 if a parameter is wrong */
    static Listing listing(Context ctx) {
        Input input = Input.parameters(ctx);
        Page page = Page.of(input);
        String status = input.choice("status", STATUSES).orElse(null);
        String language = PostFields.givenLanguage(input, "language")
                .get()
                .map(Language::code)
                .orElse(null);
        input.check();
        return new Listing(page, status, language);
    }

    private static PostKey post(Context ctx, SiteSnapshot site, String languageField) {
        Input input = Input.parameters(ctx);
        Field<PostId> postId = PostFields.postId(input);
        Optional<Language> language = PostFields.language(input, languageField);
        input.check();
        return new PostKey(site.siteId(), postId.orElse(null), language.orElseThrow());
    }
}
