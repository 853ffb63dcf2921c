package dev.voicgen.standalone;

import dev.voicgen.keyadmin.FirstSite;

/** What a person reads when the platform is ready. */
final class Welcome {

    private static final String SAMPLE = "The ferry leaves at noon. Bring a warm coat, because the wind on deck is cold.";

    private Welcome() {}

    static String of(Platform platform) {
        String addresses =
                """

                Ready.
                  API        %s
                  Dashboard  %s/dashboard
                """
                        .formatted(platform.services().apiUrl(), platform.services().dashboardUrl());
        return addresses + platform.services().firstSite().map(site -> firstStart(platform, site)).orElse(laterStart(platform));
    }

    private static String firstStart(Platform platform, FirstSite site) {
        return """
                  Log in     %s
                  Password   %s
                  API key    %s   (of the demo site; shown this once)

                Try it:

                curl -s %s/v1/audio/generate \\
                  -H 'X-API-Key: %s' -H 'Content-Type: application/json' \\
                  -d '{"post_id": "hello", "content": "%s"}'

                curl -s %s/v1/audio/hello/status -H 'X-API-Key: %s'
                """
                .formatted(
                        platform.owner().email(),
                        platform.owner().password(),
                        site.apiKey().reveal(),
                        platform.services().apiUrl(),
                        site.apiKey().reveal(),
                        SAMPLE,
                        platform.services().apiUrl(),
                        site.apiKey().reveal());
    }

    private static String laterStart(Platform platform) {
        return """
                  Log in     %s with the password of the first start
                             (also in %s)
                """
                .formatted(platform.owner().email(), platform.data().owner());
    }
}
