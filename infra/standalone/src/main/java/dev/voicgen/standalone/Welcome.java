package dev.voicgen.standalone;

import dev.voicgen.keyadmin.KeyAdmin;
import java.net.URI;
import java.time.Duration;

/** What a person reads when the platform is ready. */
final class Welcome {

    private static final String SAMPLE =
            "The ferry leaves at noon. Bring a warm coat, because the wind on deck is cold.";

    private Welcome() {}

    /** @param taken by the start */
    static String of(Platform platform, Duration taken) {
        return """

                Ready after %d s.
                  API        %s
                  Reference  %s/docs
                  Dashboard  %s/dashboard
                """.formatted(
                                taken.toSeconds(),
                                platform.services().apiUrl(),
                                platform.services().apiUrl(),
                                platform.services().dashboardUrl())
                + platform.services()
                        .firstSite()
                        .map(site -> owner(platform, site))
                        .orElseGet(() -> owner(platform))
                + """
                  Data       %s
                  Log        %s

                Ctrl-C stops it. The same command starts it again with the same data.
                """.formatted(platform.data().root(), platform.data().log())
                + platform.services()
                        .firstSite()
                        .map(site -> firstSteps(platform, site))
                        .orElse("");
    }

    private static String owner(Platform platform, KeyAdmin.FirstSite site) {
        return """
                  Log in     %s
                  Password   %s
                  API key    %s
                             of the demo site; shown this once
                  Secret     %s
                             signs the callbacks of the demo site
                """.formatted(
                        platform.owner().email(),
                        platform.owner().password(),
                        site.apiKey().reveal(),
                        site.webhookSecret().reveal());
    }

    private static String owner(Platform platform) {
        return """
                  Log in     %s with the password of the first start
                             (also in %s)
                """.formatted(platform.owner().email(), platform.data().owner());
    }

    private static String firstSteps(Platform platform, KeyAdmin.FirstSite site) {
        URI api = platform.services().apiUrl();
        String key = site.apiKey().reveal();
        return """

                Try it:

                curl -s %s/v1/audio/generate \\
                  -H 'X-API-Key: %s' -H 'Content-Type: application/json' \\
                  -d '{"post_id": "hello", "content": "%s"}'

                curl -s %s/v1/audio/hello/status -H 'X-API-Key: %s'
                """.formatted(api, key, SAMPLE, api, key);
    }
}
