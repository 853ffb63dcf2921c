package dev.voicgen.standalone;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The file in which a running platform says how programs reach it.
 *
 * @param apiKey only at the first start: later it is stored as a hash only
 * @param webhookSecret the demo site's, with which callbacks are signed
 * @param databaseUrl of JDBC, with user and password
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReadyFile(
        String apiUrl,
        String dashboardUrl,
        String email,
        String password,
        long siteId,
        String apiKey,
        String webhookSecret,
        String kafkaBootstrap,
        String databaseUrl,
        String audioDir) {

    static ReadyFile of(Platform platform) {
        Map<String, String> settings = platform.settings();
        Owner owner = platform.owner();
        Platform.DemoSite site = platform.demoSite();
        return new ReadyFile(
                platform.services().apiUrl().toString(),
                platform.services().dashboardUrl().toString(),
                owner.email(),
                owner.password(),
                site.id(),
                platform.services()
                        .firstSite()
                        .map(first -> first.apiKey().reveal())
                        .orElse(null),
                site.webhookSecret(),
                settings.get("VOICGEN_KAFKA_BOOTSTRAP"),
                platform.databaseUrl(),
                settings.get("VOICGEN_AUDIO_DIR"));
    }

    void write(Path file) throws IOException {
        PrivateJson.write(file, this);
    }

    /** Hides the secrets. */
    @Override
    public String toString() {
        return "ReadyFile[" + apiUrl + "]";
    }
}
