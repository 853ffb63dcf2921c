package dev.voicgen.keyadmin.site;

import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.FailedRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why a change is not made; thrown inside its transaction, so that nothing of it stays. */
final class SiteRefusals {

    private SiteRefusals() {}

    static FailedRequest invalid(String field, String message) {
        return new FailedRequest(ApiError.invalid(Map.of(field, List.of(message))));
    }

    static FailedRequest domainsTaken(Collection<String> domains) {
        String names = domains.stream().sorted().collect(Collectors.joining(", "));
        return invalid("domains", "Already registered for another site: " + names + ".");
    }

    static FailedRequest noSuchKey() {
        return new FailedRequest(ApiError.of(404, "not_found", "Not found."));
    }
}
