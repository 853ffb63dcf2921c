package dev.voicgen.ingress.status;

import dev.voicgen.contracts.value.Language;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Failure;
import dev.voicgen.platform.http.ListPage;
import dev.voicgen.platform.http.Slice;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which audios a list is to hold.
 *
 * @param status null: any
 * @param language null: any
 */
record ListQuery(Slice slice, String status, String language) {

    private static final Set<String> STATUSES = Set.of("pending", "generating", "ready", "failed");

    /** @throws FailedRequest with 422 where a parameter is wrong */
    static ListQuery of(Context ctx) {
        Slice slice = ListPage.slice(ctx);
        String status = ctx.queryParam("status");
        String language = ctx.queryParam("language");
        Map<String, List<String>> errors = new LinkedHashMap<>();
        if (status != null && !STATUSES.contains(status)) {
            errors.put("status", List.of("The selected status is invalid."));
        }
        if (language != null && Language.parse(language).isEmpty()) {
            errors.put("language", List.of("The selected language is invalid."));
        }
        if (!errors.isEmpty()) {
            throw new FailedRequest(Failure.invalid(errors));
        }
        return new ListQuery(slice, status, language);
    }
}
