package dev.voicgen.ingress.status;

import dev.voicgen.contracts.value.Language;
import dev.voicgen.ingress.generate.PostFields;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Page;
import io.javalin.http.Context;
import java.util.List;

/**
 * Which audios a list is to hold.
 *
 * @param status null: any
 * @param language null: any
 */
record ListQuery(Page page, String status, String language) {

    private static final List<String> STATUSES = List.of("pending", "generating", "ready", "failed");

    /** @throws FailedRequest with 422 where a parameter is wrong */
    static ListQuery of(Context ctx) {
        Input input = Input.parameters(ctx);
        Page page = Page.of(input);
        String status = input.choice("status", STATUSES).orElse(null);
        String language = PostFields.givenLanguage(input, "language")
                .get()
                .map(Language::code)
                .orElse(null);
        input.check();
        return new ListQuery(page, status, language);
    }
}
