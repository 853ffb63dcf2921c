package dev.voicgen.quota.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.contracts.site.UsageCount;
import dev.voicgen.platform.config.InvalidSettings;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.config.Settings;
import dev.voicgen.platform.service.KeylessOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code voicgen audit}: exits with 0 where everything that was told follows from the log, with 1 where something does
 * not, and with 2 where the log no longer tells.
 */
public final class Audit {

    private static final int CANNOT_RUN = 3;

    private Audit() {}

    public static void main(String[] args) {
        System.setErr(KeylessOutput.hiding(List.of()).over(System.err));
        try {
            Map<String, String> environment = new HashMap<>(System.getenv());
            if (args.length == 2 && args[0].equals("--ready-file")) {
                environment.putAll(readyFile(Path.of(args[1])));
            } else if (args.length != 0) {
                System.err.println("Usage: voicgen audit [--ready-file FILE]");
                System.exit(CANNOT_RUN);
            }
            Findings findings = run(environment);
            System.out.println(findings.text());
            System.exit(findings.exitCode());
        } catch (InvalidSettings | IOException e) {
            System.err.println("audit cannot run: " + e.getMessage());
            System.exit(CANNOT_RUN);
        }
    }

    /** Reads the settings of a service from {@code environment}; the database is looked at where it is set. */
    public static Findings run(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        KafkaSettings kafka = KafkaSettings.from(settings);
        String database = settings.text("VOICGEN_DATABASE_URL", "");
        String user = settings.text("VOICGEN_DATABASE_USER", "postgres");
        String password = settings.secret("VOICGEN_DATABASE_PASSWORD", "").reveal();
        settings.check();
        List<UsageCount> inDatabase = database.isEmpty() ? List.of() : UsageRows.read(database, user, password);
        return new LogAudit(kafka).run(inDatabase);
    }

    /** Where a running {@code voicgen up} is reached. */
    private static Map<String, String> readyFile(Path file) throws IOException {
        JsonNode ready = Json.mapper().readTree(file.toFile());
        return Map.of(
                "VOICGEN_KAFKA_BOOTSTRAP", ready.path("kafka_bootstrap").asText(),
                "VOICGEN_DATABASE_URL", ready.path("database_url").asText());
    }
}
