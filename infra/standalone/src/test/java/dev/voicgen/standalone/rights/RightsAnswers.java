package dev.voicgen.standalone.rights;

import dev.voicgen.standalone.ApiCaller;
import dev.voicgen.standalone.TestSite;
import java.net.URI;

/**
 * How one instance answers for a site.
 *
 * @param keyCode of a route with a key
 * @param domainCode of a public route; empty for a success
 */
record RightsAnswers(String keyCode, String domainCode) {

    /** The post that the route with a key is asked for does not exist. */
    static final RightsAnswers LET_IN = new RightsAnswers("not_found", "");

    RightsAnswers withKeyCode(String code) {
        return new RightsAnswers(code, domainCode);
    }

    RightsAnswers withDomainCode(String code) {
        return new RightsAnswers(keyCode, code);
    }

    static RightsAnswers of(URI instance, TestSite site) {
        ApiCaller api = new ApiCaller(instance, site.key());
        return new RightsAnswers(
                code(api.status("no-such-post")), code(api.get("/v1/public/voices?domain=" + site.domain())));
    }

    private static String code(ApiCaller.Reply reply) {
        return reply.body().path("code").asText();
    }
}
